extension Codebook {
  /// Applies the filter questions: where a coder's own answers rule a variable out, the answer becomes `abstained`.
  ///
  /// A variable whose filter the coder did not answer, abstained from or failed on is left as it is, so that what went wrong
  /// stays visible. Filters are followed in the codebook's order, so a variable that was ruled out rules out those that
  /// depend on it.
  ///
  /// - Parameter codings: one coder's codings of any number of posts.
  /// - Returns: the same codings in the same order.
  public func applyingFilters(to codings: [Coding]) -> [Coding] {
    guard variables.contains(where: { !$0.appliesWhen.isEmpty }) else { return codings }
    var result = codings
    let positions = Dictionary(grouping: codings.indices) { codings[$0].postID }
    for indices in positions.values {
      let ofVariable = Dictionary(
        indices.map { (result[$0].variable, $0) }, uniquingKeysWith: { first, _ in first })
      for variable in variables where !variable.appliesWhen.isEmpty {
        guard let position = ofVariable[variable.name] else { continue }
        let failing = variable.appliesWhen.first { condition in
          ofVariable[condition.variable].map { condition.fails(for: result[$0].answer) } ?? false
        }
        if let failing {
          result[position].answer = .abstained(
            Reason(
              .notApplicable,
              "applies when \(failing.variable) is \(failing.values.joined(separator: " or "))"),
            cost: result[position].answer.cost)
        }
      }
    }
    return result
  }
}

extension FilterCondition {
  /// Whether `answer` says that the condition does not hold; no answer says nothing, unless it was itself ruled out.
  fileprivate func fails(for answer: Answer) -> Bool {
    answer.value.map { !holds(for: $0) } ?? (answer.reason?.code == .notApplicable)
  }
}
