import ContentCoding

/// Turns texts into features.
///
/// A value that any number of threads may use at once.
public protocol TextExtractor: Sendable {
  /// The name, and everything that decides what is extracted.
  var identity: ExtractorIdentity { get }

  /// How many texts one call should hold.
  var batchSize: Int { get }

  /// The features of `texts`, one for each and in the same order.
  ///
  /// - Throws: an error that concerns the extractor, never one text.
  func features(of texts: [String]) throws -> [Feature]

  /// How many numbers an embedding has.
  ///
  /// - Throws: what keeps the model from being opened.
  func dimension() throws -> Int
}
