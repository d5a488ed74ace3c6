import ContentCoding
import Foundation
import Storage

/// Ties imported codings to a sample: one of the study, or a new one of the posts that they are of.
package struct SampleLink {
  /// How a sample was drawn, by the researcher's own word.
  package enum Design: String, CaseIterable {
    case random
  }

  private let open: OpenStudy
  private let name: String
  private let design: Design?
  private let existing: Sample?

  /// A tie to the sample called `name`.
  ///
  /// A sample that came by an import is made anew where `design` is given: the researcher's later word counts.
  ///
  /// - Throws: ``UserError`` where `design` is given for a sample that Codeframe drew.
  package init(to name: String, design: Design?, in open: OpenStudy) throws {
    self.open = open
    self.name = name
    self.design = design
    let known = try open.study.sample(name)
    if let known, known.seed != nil, design != nil {
      throw UserError(
        "Codeframe drew the sample \(name) and knows how (\(known.design)); leave --sample-design out, or give another "
          + "name")
    }
    existing = design == nil ? known : nil
  }

  /// Sees that all `posts` are of the sample, where there is one.
  ///
  /// - Throws: ``UserError`` with those that are not.
  package func check(_ posts: Set<String>, from file: String) throws {
    guard let existing else { return }
    let strangers = posts.filter { existing.probabilities[$0] == nil }.sorted()
    guard !strangers.isEmpty else { return }
    let named = strangers.prefix(5).joined(separator: ", ")
    throw UserError(
      "\(file): \(Figures.count(strangers.count, "post")) of \(Figures.count(posts.count)) "
        + "\(strangers.count == 1 ? "is" : "are") not in the sample \(name): \(named)"
        + (strangers.count > 5 ? ", ..." : "")
        + "\nImport the posts of the sample apart, or leave --sample out\nnothing was imported")
  }

  /// Makes the sample of `posts` where there is none.
  ///
  /// - Returns: what is to be said of it.
  package func keep(_ posts: Set<String>) throws -> String {
    if let existing {
      return
        "\(Figures.count(posts.count)) of \(Figures.count(existing.probabilities.count, "post")) of the sample "
        + "\(name); \(existing.standing())"
    }
    let corpus = try open.study.postCount()
    let chance = design == .random ? Double(posts.count) / Double(max(1, corpus)) : nil
    let sample = Sample(
      name: name,
      design: chance == nil
        ? "imported codings, drawn nobody said how"
        : "random, by the researcher's word: \(Figures.count(posts.count)) of \(Figures.count(corpus, "post"))",
      probabilities: Dictionary(posts.map { ($0, chance) }, uniquingKeysWith: { first, _ in first }),
      drawnAt: Date())
    try open.study.saveSample(sample)
    return "the sample \(name)"
      + (chance.map { ": every post had the chance \(Figures.decimal($0, places: 4))" } ?? "")
      + "; \(sample.standing())"
  }
}
