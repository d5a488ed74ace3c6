import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Stores codings in one transaction, each in the place of the coder's one before of the same post and variable.
  ///
  /// What is replaced goes to the history. A coding that is stored already, from the same run and with the same answer,
  /// is left alone, so saving again after an interruption doubles nothing; only a person's saves are all kept. Codings by
  /// people and paid answers are on the disk when this returns. Posts that were forgotten meanwhile are passed over.
  ///
  /// - Parameters:
  ///   - codings: any number of one coder's codings.
  ///   - coder: who answered.
  ///   - run: the run's id; nil for people's own saves and imported tables.
  ///   - configuration: the coder's configuration; nil for people and imported tables.
  ///   - codebook: the codebook's fingerprint.
  ///   - date: when the answers were given.
  /// - Returns: what was done.
  /// - Throws: ``StorageError``; nothing is stored then.
  @discardableResult
  public func save(
    _ codings: [Coding], coder: CoderIdentity, run: String? = nil, configuration: Fingerprint? = nil,
    codebook: Fingerprint, at date: Date
  ) throws -> SaveTally {
    guard !codings.isEmpty else { return SaveTally() }
    func body(_ database: Database) throws -> SaveTally {
      let id = try Coders.id(of: coder, configuration: configuration, database)
      let origin = try Coders.origin(
        of: coder, id: id, run: run, configuration: configuration, codebook: codebook, database)
      let writer = try CodingWriter(
        database, coder: id, origin: origin, keepsEverySave: coder.kind == .person,
        time: StoredTime.clamped(date))
      for coding in codings { try writer.save(coding) }
      return writer.tally
    }
    let isDear = coder.kind == .person || codings.contains { $0.answer.cost != nil }
    return isDear ? try writeDurably(body) : try write(body)
  }
}
