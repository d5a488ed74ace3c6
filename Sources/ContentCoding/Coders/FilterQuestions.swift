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
        if let reason = variable.exclusion(by: { name in ofVariable[name].map { result[$0].answer } }) {
          result[position].answer = .abstained(reason, cost: result[position].answer.cost)
        }
      }
    }
    return result
  }
}

extension Variable {
  /// Why the variable does not apply to a post; nil where the coder's own answers do not rule it out.
  ///
  /// A variable that was not answered, abstained from or failed on rules out nothing, unless it was itself ruled out.
  ///
  /// - Parameter answer: the coder's answer to the variable of that name.
  /// - Returns: the reason `not-applicable`, with the condition that does not hold.
  public func exclusion(by answer: (String) -> Answer?) -> Reason? {
    let failing = appliesWhen.first { condition in
      guard let answer = answer(condition.variable) else { return false }
      return answer.value.map { !condition.holds(for: $0) } ?? (answer.reason?.code == .notApplicable)
    }
    return failing.map {
      Reason(.notApplicable, "applies when \($0.variable) is \($0.values.joined(separator: " or "))")
    }
  }
}
