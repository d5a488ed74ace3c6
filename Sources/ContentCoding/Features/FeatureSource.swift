/// Gives the features of media and texts, from the cache or by extracting them.
public protocol FeatureSource: Sendable {
  /// The features of `media`, one for each and in the same order.
  ///
  /// A picture that cannot be read is a ``Feature/missing(_:)``, not an error.
  ///
  /// - Throws: `CancellationError`, or an error that concerns all media.
  func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [Feature]

  /// The features of each of `media`: one of a picture, of a video one for each frame that is looked at, in order of time.
  ///
  /// - Throws: As ``features(of:by:)`` does.
  func featureLists(of media: [Media], by extractor: ExtractorIdentity) async throws -> [[Feature]]

  /// The features of `texts`, one for each and in the same order.
  ///
  /// A text that holds nothing but white space is a ``Feature/missing(_:)``.
  ///
  /// - Throws: `CancellationError`, or an error that concerns all texts.
  func features(ofTexts texts: [String], by extractor: ExtractorIdentity) async throws -> [Feature]
}

extension FeatureSource {
  /// Of each medium the one feature, for sources that know no videos.
  public func featureLists(of media: [Media], by extractor: ExtractorIdentity) async throws -> [[Feature]] {
    try await features(of: media, by: extractor).map { [$0] }
  }
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
