import ContentCoding
import Exchange
import Foundation
import StudyFile

/// The statistics of a study that a data package holds, as one tree of JSON.
///
/// They are made of codings alone: what a rate or a price says of a machine is no part of them.
struct PackagedFigures: Encodable {
  /// The program that computed them.
  let program: String
  /// Every coder against gold, and every pair of coders; nil where nothing was coded that can be held against anything.
  let evaluation: Evaluation?
  /// How far people agree.
  let agreement: StudyAgreement?
  /// The share of each category in the corpus, by machine coder; of variables and coders whose sample allows it.
  let shares: [EstimateShares.Outcome]

  /// Computes the statistics of `open`.
  ///
  /// - Throws: `CancellationError`, and what keeps the study from being read.
  init(of open: OpenStudy) async throws {
    program = ProgramVersion.current
    evaluation = try await Self.where {
      try await EvaluateCoders(.init(gold: open.configuration.gold)).run(in: open).evaluation
    }
    agreement = try await Self.where { try await MeasureAgreement(AgreementChoice()).run(in: open) }
    var shares: [EstimateShares.Outcome] = []
    let coders = try open.study.coders().sorted { $0.identity.name < $1.identity.name }
    for variable in open.configuration.codebook.variables where variable.type.hasLabels {
      for coder in coders
      where (coder.counts[variable.name]?[.coded] ?? 0) > 0 && coder.identity.kind.isMachine {
        let name = coder.identity.name
        guard name != open.configuration.gold else { continue }
        let found = try await Self.where {
          try await EstimateShares(of: variable.name, by: name).run(in: open)
        }
        if let found { shares.append(found) }
      }
    }
    self.shares = shares
  }

  /// What `body` finds; nil where the study has not what it takes.
  private static func `where`<Found>(_ body: () async throws -> Found) async throws -> Found? {
    do {
      return try await body()
    } catch is UserError {
      return nil
    }
  }
}

extension CoderKind {
  /// Whether a program answers, and no person.
  fileprivate var isMachine: Bool { self != .person && self != .consensus }
}
