/// One part of a filter question: another variable has one of some values.
public struct FilterCondition: Codable, Hashable, Sendable {
  /// The variable asked before.
  public var variable: String
  /// The values, in their written form, under which the filtered variable applies.
  public var values: [String]

  /// A condition.
  public init(variable: String, values: [String]) {
    self.variable = variable
    self.values = values
  }

  /// Whether a post whose answer to ``variable`` is `value` meets the condition.
  ///
  /// A set of tags meets it by any of them.
  public func holds(for value: CodedValue?) -> Bool {
    switch value {
    case .tags(let tags): !tags.isDisjoint(with: values)
    case .some(let single): values.contains(single.text)
    case nil: false
    }
  }
}
