import ContentCoding
import Storage

/// Who codes by hand.
///
/// What a person codes a second time, to see how steady they are, is kept under a name of its own.
package struct Person: Hashable, Sendable {
  /// The name, in Unicode's composed form.
  package let name: String

  /// The coder that settles disagreements between others.
  package static let adjudication = "adjudication"

  private static let reserved = [MakeConsensus.usualName, adjudication]
  private static let retestEnding = " (retest)"
  private static let batchEnding = " (batch)"
  private static let reviewBeginning = "review:"

  /// The person called `name`.
  ///
  /// - Throws: ``UserError`` where the name is that of a coder which is no person, or one that means something else.
  package init(_ name: String, in open: OpenStudy) throws {
    let name = name.precomposed
    try OpenStudy.check(name: name, of: "person")
    let taken: String? =
      if open.configuration.coder(named: name) != nil {
        "a coder in codeframe.yaml"
      } else if name == open.configuration.gold {
        "the coder that counts as the truth; what people code becomes gold by codeframe consensus or an import"
      } else if Self.reserved.contains(name) || Self.isApart(name) {
        "a name that Codeframe gives itself"
      } else if let other = try open.study.coderIdentities().first(where: { $0.name == name }),
        other.kind != .person
      {
        "\(other.kind.withArticle) coder that has coded here"
      } else {
        nil
      }
    if let taken { throw UserError("\(name) is \(taken); choose another name for a person") }
    self.name = name
  }

  /// The name under which a person's second codings are kept.
  static func retestName(of name: String) -> String { name + retestEnding }

  /// The name of a person's codings with the person called otherwise: what kind of codings they are still shows.
  static func renaming(_ coder: String, _ rename: (String) -> String) -> String {
    var (before, name, after) = ("", coder[...], "")
    if name.hasPrefix(reviewBeginning) {
      before = reviewBeginning
      name = name.dropFirst(before.count)
    }
    for ending in [retestEnding, batchEnding] where name.hasSuffix(ending) {
      after = ending
      name = name.dropLast(ending.count)
      break
    }
    return before + rename(String(name)) + after
  }

  /// The names under which the person codes.
  package var names: [String] { [name, Self.retestName(of: name)] }

  /// The coder under which codings of many posts at once are kept.
  var inBatches: CoderIdentity { CoderIdentity(name: name + Self.batchEnding, kind: .person) }

  /// The coder under which the person's verdicts on others' codings are kept.
  var reviewer: CoderIdentity { CoderIdentity(name: Self.reviewBeginning + name, kind: .person) }

  /// Whether a coder's name is that of a person's verdicts, which were given in sight of an answer, or of codings of many posts at
  /// once, which were given in sight of the others.
  static func isInSight(_ coder: String) -> Bool {
    coder.hasPrefix(reviewBeginning) || coder.hasSuffix(batchEnding)
  }

  /// Whether a coder's name is that of a person's second codings, codings of many posts at once or verdicts, which say nothing of
  /// what people agree on.
  static func isApart(_ coder: String) -> Bool {
    coder.hasSuffix(retestEnding) || isInSight(coder)
  }
}
