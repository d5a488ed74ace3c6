import ContentCoding
import Foundation
import Storage

/// Makes one answer of several coders', kept as a coder of its own that can stand as gold.
package struct MakeConsensus: Workflow, Sendable {
  /// How one answer is made.
  package let rule: ConsensusRule
  /// Whose answers; empty for all people but the consensus itself.
  package var coders: [String] = []
  /// What the consensus is called.
  package var name = Self.usualName

  /// The name of a consensus that is given none.
  package static let usualName = "consensus"

  /// A consensus by `rule`.
  package init(by rule: ConsensusRule) {
    self.rule = rule
  }

  /// What was made.
  package struct Outcome: Encodable, Sendable {
    package let name: String
    package let rule: String
    package let coders: [String]
    package let variables: [Consensus.OfVariable]
    /// Whether it stands as gold in this study.
    package let isGold: Bool
  }

  /// What the consensus is made of: another state of it is another consensus.
  private struct Recipe: Encodable {
    let rule: String
    let coders: [String]
    let states: [CodingState]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let coders = try self.coders(in: open)
    let recipe = Recipe(
      rule: rule.text, coders: coders.map(\.name),
      states: try coders.compactMap { try open.study.codingState(of: $0.name) })
    let identity = CoderIdentity(name: name, kind: .consensus)
    let run = open.newRun(
      of: identity, configuration: Fingerprint(of: recipe), described: try recipe.configurationText,
      models: [],
      at: Date())
    let rule = rule
    let consensus = try await open.withHeldRun(run) { book in
      let codings = try coders.map { try open.variableCodings(of: $0) }.reduce(into: [:]) { all, ofCoder in
        all.merge(ofCoder.mapValues { [$0] }, uniquingKeysWith: +)
      }
      let consensus = Consensus(by: rule, of: codings, codebook: open.configuration.codebook)
      for start in stride(from: 0, to: consensus.codings.count, by: 1000) {
        try Task.checkCancellation()
        let page = Array(consensus.codings[start..<min(start + 1000, consensus.codings.count)])
        try open.study.save(
          page, coder: identity, run: run.id, configuration: run.configuration, codebook: open.codebook,
          at: Date())
        book.count(page)
      }
      return consensus
    }
    return Outcome(
      name: name, rule: rule.text, coders: coders.map(\.name), variables: consensus.variables,
      isGold: name == open.configuration.gold)
  }

  private func coders(in open: OpenStudy) throws -> [CoderIdentity] {
    try OpenStudy.check(name: name, of: "coder")
    let all = try open.study.coders().filter { !$0.counts.isEmpty }.map(\.identity)
    if open.configuration.coder(named: name) != nil {
      throw UserError("\(name) is a coder in codeframe.yaml; give the consensus another name with --as")
    }
    if let other = all.first(where: { $0.name == name }), other.kind != .consensus {
      throw UserError(
        "\(name) has coded already, as \(other.kind.withArticle); a consensus of that name would replace these codings. "
          + "Choose another name with --as")
    }
    var wanted = coders
    if wanted.isEmpty {
      wanted = all.filter {
        $0.kind == .person && $0.name != open.configuration.gold && !Person.isApart($0.name)
      }.map(\.name)
    }
    if let deciding = rule.deciding, !wanted.contains(deciding) { wanted.append(deciding) }
    try open.requireCodings(of: wanted)
    let voters = Set(wanted).subtracting([rule.deciding].compactMap(\.self))
    let least = rule.deciding == nil ? 2 : 1
    guard voters.count >= least, Set(wanted).count > 1, !wanted.contains(name) else {
      throw UserError(
        "a consensus is made of two coders' answers; "
          + (all.isEmpty
            ? "nobody has coded yet"
            : "name them with --coders; \(all.map(\.name).joined(separator: ", ")) have coded"))
    }
    return all.filter { wanted.contains($0.name) }.sorted { $0.name < $1.name }
  }
}
