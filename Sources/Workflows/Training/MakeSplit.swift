import ContentCoding
import Storage

/// Holds a share of the gold posts back, from which no coder learns.
package struct MakeSplit: Workflow, Sendable {
  /// The split's name.
  package let name: String
  /// The share of the test part, between 0 and 1.
  package var test: Double
  /// The coder whose posts are parted; nil for the study's gold.
  package var gold: String?

  /// A split called `name`.
  package init(name: String, test: Double, gold: String? = nil) {
    self.name = name
    self.test = test
    self.gold = gold
  }

  /// How many posts are in each part.
  package struct Outcome: Sendable {
    /// The posts to learn from.
    package let train: Int
    /// The posts to test with.
    package let test: Int
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    try OpenStudy.check(name: name, of: "split")
    guard try open.study.split(name).isEmpty else {
      throw UserError("the study has a split \(name) already; give another name with --name")
    }
    let gold = try GoldCodings(of: gold ?? open.configuration.gold, in: open)
    let parts = try await FoldStore(open: open, cache: open.featureCache()).split(
      gold, test: test, name: name)
    try open.study.saveSplit(name, parts: parts)
    let held = parts.values.count { $0 == "test" }
    return Outcome(train: parts.count - held, test: held)
  }
}
