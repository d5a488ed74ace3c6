import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Imports posts in one transaction: all of `body`'s batches are stored, or none where it throws.
  ///
  /// Other writers wait until `body` has returned, so read files lazily but without long pauses. The import is journalled in the
  /// place of the one before, so that ``undoImport(at:)`` can take it back.
  ///
  /// ```swift
  /// let tally = try study.importing(from: "posts.csv") { session in
  ///   while let batch = try reader.next() { try session.add(batch) }
  /// }
  /// ```
  @discardableResult
  public func importing(
    from source: String = "", at date: Date = Date(), _ body: (PostImport) throws -> Void
  ) throws -> ImportTally {
    let tally = try write { database in
      try ImportJournal.begin(.posts, from: source, at: date, database)
      let session = try PostImport(database)
      try body(session)
      return session.tally
    }
    if tally.added + tally.updated > 10_000 { emptyLog() }
    return tally
  }

  /// Imports `batch` in one transaction; importing a post again updates it.
  @discardableResult
  public func importPosts(_ batch: [Post]) throws -> ImportTally {
    try importing { try $0.add(batch) }
  }

  /// Imports codings in one transaction, on the disk when this returns: all of them, or none where `body` throws.
  ///
  /// A coding that is stored as it is already is left alone and makes no history, also a person's. The import is journalled
  /// as one of posts is.
  public func importingCodings(
    from source: String = "", at date: Date = Date(), _ body: (CodingImport) throws -> Void
  ) throws -> SaveTally {
    try writeDurably { database in
      try ImportJournal.begin(.codings, from: source, at: date, database)
      let session = CodingImport(database)
      try body(session)
      return session.tally
    }
  }
}

/// An import of codings that is under way.
public final class CodingImport {
  /// What was done so far.
  public private(set) var tally = SaveTally()
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Stores codings of one coder, run and time.
  @discardableResult
  public func save(
    _ codings: [Coding], coder: CoderIdentity, run: String?, codebook: Fingerprint, at date: Date
  ) throws -> SaveTally {
    let id = try Coders.id(of: coder, configuration: nil, database)
    let origin = try Coders.origin(
      of: coder, id: id, run: run, configuration: nil, codebook: codebook, database)
    let writer = try CodingWriter(
      database, coder: id, origin: origin, keepsEverySave: false, time: StoredTime.clamped(date),
      isImport: true)
    for coding in codings { try writer.save(coding) }
    tally.added += writer.tally.added
    tally.replaced += writer.tally.replaced
    tally.unchanged += writer.tally.unchanged
    tally.skipped += writer.tally.skipped
    return writer.tally
  }
}
