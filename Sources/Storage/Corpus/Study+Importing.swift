import ContentCoding

extension Study {
  /// Imports posts in one transaction: all of `body`'s batches are stored, or none where it throws.
  ///
  /// Other writers wait until `body` has returned, so read files lazily but without long pauses.
  ///
  /// ```swift
  /// let tally = try study.importing { session in
  ///   while let batch = try reader.next() { try session.add(batch) }
  /// }
  /// ```
  @discardableResult
  public func importing(_ body: (PostImport) throws -> Void) throws -> ImportTally {
    let tally = try write { database in
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
}
