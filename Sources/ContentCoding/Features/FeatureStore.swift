/// Keeps features between runs, keyed by content: what was extracted once costs nothing again.
public protocol FeatureStore: Sendable {
  /// The stored features of the media with these SHA-256, keyed by it; those never stored are left out.
  func features(sha256s: [String], extractor: ExtractorIdentity) throws -> [String: Feature]

  /// Stores `features`, keyed by SHA-256, in one transaction; transient reasons are not stored.
  func store(_ features: [String: Feature], extractor: ExtractorIdentity) throws
}

/// Remembers the SHA-256 of files, so that an unchanged file is not read again to know it.
public protocol MediaStore: Sendable {
  /// Records what the files at these paths hold, in one transaction.
  func record(_ media: [Media]) throws
}
