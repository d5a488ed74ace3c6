import ContentCoding
import Foundation
import Storage

/// Keeps what a coder learned in the study, under the recipe that it was learned by.
struct TrainedModelStore<Learned: Codable & Sendable>: Sendable {
  let context: CoderContext
  /// Covers everything that decides what is learned, but gold itself.
  let recipe: Fingerprint
  let learnsFrom: String
  /// Reads what is learned from; nil for the codings of ``learnsFrom``.
  var gold: (@Sendable () throws -> GoldCodings)?

  /// What was learned, and what its bytes stand for.
  struct Kept: Sendable {
    let learned: Learned
    /// Covers the recipe and what was learned.
    let configuration: Fingerprint
    /// Whether gold is as it was then.
    let isUpToDate: Bool
  }

  /// What was learned last under the recipe; nil where nothing was.
  func load() throws -> Kept? {
    let study = context.open.study
    guard let head = try study.head(of: context.coder.name, configuration: recipe) else { return nil }
    let gold = try self.gold?() ?? GoldCodings(of: learnsFrom, in: context.open)
    return Kept(
      learned: try head.learned(),
      configuration: head.configurationOfCodings,
      isUpToDate: head.gold == gold.fingerprint(of: context.variables))
  }

  /// Keeps what was learned from `gold`; `summary` says it in a few words.
  func keep(_ learned: Learned, from gold: GoldCodings, summary: String) throws -> Kept {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(learned)
    let head = StoredHead(
      coder: context.coder.name, configuration: recipe, data: data, trainedAt: Date(),
      gold: gold.fingerprint(of: context.variables), summary: summary)
    try context.open.study.saveHead(head, since: context.open.forgottenBefore)
    return Kept(learned: learned, configuration: head.configurationOfCodings, isUpToDate: true)
  }

  /// What is said where gold has changed since.
  var staleness: String {
    "\(learnsFrom), or how it is parted into folds, has changed since \(context.coder.name) was trained; "
      + "codeframe train \(context.coder.name) learns from what it says now"
  }
}

extension StoredHead {
  /// The configuration of a coder that codes by what was learned: it covers the recipe and every number.
  var configurationOfCodings: Fingerprint { Fingerprint(of: [configuration, Fingerprint(ofBytes: data)]) }

  /// What was learned.
  ///
  /// - Throws: A decoding error where another kind of coder learned it.
  func learned<Learned: Decodable>() throws -> Learned {
    try JSONDecoder().decode(Learned.self, from: data)
  }
}

extension Encodable {
  /// JSON for people, with sorted keys.
  var configurationText: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
