/// A gold post as the folds see it.
public struct FoldItem: Hashable, Sendable {
  /// The post's id.
  public var postID: String
  /// What the folds balance: every (variable, value) that gold gave the post.
  public var strata: [Stratum]
  /// Keys that the post shares with those it must stay together with: author, place, bytes, ...
  public var groupKeys: [String]
  /// Perceptual hashes of the post's pictures; posts with hashes nearer than the limit stay together.
  public var hashes: [UInt64]

  /// One thing to balance.
  public struct Stratum: Hashable, Sendable {
    /// The variable's name.
    public var variable: String
    /// The label: a category, a tag, `true`, or the fifth of a number's distribution.
    public var label: String

    /// A stratum.
    public init(variable: String, label: String) {
      self.variable = variable
      self.label = label
    }
  }

  /// An item.
  public init(postID: String, strata: [Stratum], groupKeys: [String] = [], hashes: [UInt64] = []) {
    self.postID = postID
    self.strata = strata
    self.groupKeys = groupKeys
    self.hashes = hashes
  }

  /// The strata of a post with the gold `values`.
  ///
  /// - Parameters:
  ///   - values: gold's value of each variable.
  ///   - fifths: for each number variable, the four values that cut its gold distribution in five.
  /// - Returns: the strata, sorted by variable.
  public static func strata(of values: [String: CodedValue], fifths: [String: [Double]]) -> [Stratum] {
    values.sorted { $0.key < $1.key }.flatMap { variable, value -> [Stratum] in
      switch value {
      case .category, .boolean: [Stratum(variable: variable, label: value.text)]
      case .tags(let tags): tags.sorted().map { Stratum(variable: variable, label: $0) }
      case .openText: []
      case .number(let number):
        [Stratum(variable: variable, label: "fifth \((fifths[variable] ?? []).count { $0 < number })")]
      }
    }
  }
}
