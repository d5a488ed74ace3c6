import Storage

extension Sample {
  /// What figures about the sample speak of; `population` is what it was drawn from, in words.
  package func standing(for population: String? = nil) -> String {
    if isPurposive { return "purposive: it does not represent the corpus" }
    guard weights != nil else {
      return "its inclusion probabilities are unknown, so figures speak of it alone"
    }
    return
      "it represents \(population ?? "the posts that it was drawn from"), weighted by its inclusion probabilities"
  }
}
