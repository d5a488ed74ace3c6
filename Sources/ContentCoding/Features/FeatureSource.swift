/// Gives the features of media, from the cache or by extracting them.
public protocol FeatureSource: Sendable {
  /// The features of `media`, one for each and in the same order.
  ///
  /// A picture that cannot be read is a ``MediaFeature/missing(_:)``, not an error.
  ///
  /// - Throws: `CancellationError`, or an error that concerns all media.
  func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [MediaFeature]
}

/// An extractor: what it is called and everything that decides what it gives.
public struct ExtractorIdentity: Codable, Hashable, Sendable {
  /// The name in tables and files, for instance `seedling-64` or `phash`.
  public var name: String
  /// Covers the model's bytes, the pre-processing, the pooling and the extractor's own version.
  public var fingerprint: Fingerprint

  /// An identity.
  public init(name: String, fingerprint: Fingerprint) {
    self.name = name
    self.fingerprint = fingerprint
  }
}

/// What an extractor made of one media item.
public enum MediaFeature: Hashable, Sendable {
  /// An embedding: finite numbers, as many as the encoder's dimension.
  case vector([Float])
  /// A perceptual hash of 64 bits.
  case hash(UInt64)
  /// There is no feature, and why.
  case missing(Reason)
}
