import ContentCoding
import Exchange
import Foundation
import Reliability

/// Says how far each coder can be trusted, and puts them on one table.
package struct EvaluateCoders: Workflow, Sendable {
  /// What counts as the truth, and the posts.
  package var question: EvaluationLoader.Question
  /// What figures are broken down by; nil for nothing.
  package var by: String?
  /// Grams of CO2 for a kilowatt-hour of the grid; nil where it is not stated.
  package var gridIntensity: Double?

  /// The evaluation that `question` asks for.
  package init(_ question: EvaluationLoader.Question, by: String? = nil) {
    self.question = question
    self.by = by
  }

  /// Every coder against gold on the posts of one value of a column.
  package struct Part: Encodable, Sendable {
    package let value: String
    package let validity: [Comparison]
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let evaluation: Evaluation
    package let leaderboard: Leaderboard
    /// What the parts are parts by; nil where there are none.
    package let by: String?
    package let parts: [Part]
    /// Whether gold is a person, who stands in for the truth.
    package let isGoldAPerson: Bool

    private enum CodingKeys: CodingKey { case leaderboard, by, parts }

    /// Writes the evaluation's keys and the others beside them.
    package func encode(to encoder: any Encoder) throws {
      try evaluation.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(leaderboard.rows, forKey: .leaderboard)
      try container.encodeIfPresent(by, forKey: .by)
      if by != nil { try container.encode(parts, forKey: .parts) }
    }
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let loader = EvaluationLoader(open: open)
    let material = try await loader.material(question)
    let evaluation = try loader.evaluation(of: material, gold: question.gold)
    let gold = material.codings.values.joined().filter { $0.coder.name == question.gold }
    return Outcome(
      evaluation: evaluation,
      leaderboard: Leaderboard(
        evaluation, facts: try open.coderFacts(), gridIntensity: gridIntensity), by: by,
      parts: try by.map { try parts(by: Breakdown(named: $0, in: open), material, in: open) } ?? [],
      isGoldAPerson: gold.contains { $0.coder.kind == .person } && question.gold != open.configuration.gold)
  }

  private func parts(
    by breakdown: Breakdown, _ material: EvaluationLoader.Material, in open: OpenStudy
  ) throws -> [Part] {
    let gold = material.codings.values.joined().filter { $0.coder.name == question.gold }
    let ids = Set(gold.flatMap(\.posts)).filter { material.frame.posts?.contains($0) ?? true }
    let values = try open.values(of: breakdown, for: ids)
    let groups = Dictionary(grouping: ids) { values[$0] ?? Breakdown.missing }
    return try groups.sorted { $0.key < $1.key }.map { value, posts in
      try Task.checkCancellation()
      var frame = material.frame
      frame.posts = Set(posts)
      return Part(
        value: value,
        validity: try open.configuration.codebook.variables.flatMap { variable in
          let ofVariable = material.codings[variable.name] ?? []
          guard let truth = ofVariable.first(where: { $0.coder.name == question.gold }) else {
            return [Comparison]()
          }
          return try ofVariable.filter { $0.coder.name != question.gold && !$0.isEmpty }
            .map { try Comparison(truth, $0, variable: variable, frame: frame) }
        })
    }
  }
}

extension OpenStudy {
  /// What the study knows of its coders besides their answers.
  package func coderFacts() throws -> [String: Leaderboard.Facts] {
    var facts: [String: Leaderboard.Facts] = [:]
    for coder in configuration.coders {
      facts[coder.name] = Leaderboard.Facts(modality: try modality(of: coder))
    }
    let runs = try study.runs().sorted { $0.startedAt < $1.startedAt }
    for run in runs where run.seconds > 0 && run.tally.total > 0 && run.coder.kind != .consensus {
      let posts = try study.postCount(ofRun: run.id)
      guard posts > 0 else { continue }
      facts[run.coder.name, default: Leaderboard.Facts()].postsPerSecond = Double(posts) / run.seconds
      facts[run.coder.name]?.energyPerThousand = run.energy.map {
        Run.Energy(joules: $0.joules / Double(posts) * 1000, isEstimated: $0.isEstimated)
      }
    }
    return facts
  }

  /// What a coder looks at, by itself or through the coders whose answers it reads.
  private func modality(of coder: CoderConfiguration) throws -> Leaderboard.Modality {
    let parts = parts(of: coder, without: [])
    let pictures = parts.contains(.image)
    let words = parts.contains { $0 != .image }
    if pictures && !words, try hasVideosAlone() { return .video }
    return pictures && words ? .both : pictures ? .picture : words ? .text : .other
  }

  private func hasVideosAlone() throws -> Bool {
    try study.hasMedia(where: MediaPath.isVideo) && !study.hasMedia { !MediaPath.isVideo($0) }
  }

  private func parts(of coder: CoderConfiguration, without seen: Set<String>) -> Set<PostPart> {
    let sources = coder.parameters.sources.filter { !seen.contains($0) && $0 != coder.name }
      .compactMap(configuration.coder)
    let own = coder.parameters.readings.joined().filter {
      // What a coder of the file wrote shows what that coder looked at.
      $0.coding.flatMap { configuration.coder(named: $0.coder) } == nil
    }
    return sources.reduce(into: Set(own)) { parts, source in
      parts.formUnion(self.parts(of: source, without: seen.union([coder.name])))
    }
  }
}
