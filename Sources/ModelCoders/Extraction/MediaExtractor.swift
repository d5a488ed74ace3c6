import ContentCoding
import Imaging

/// Turns the bytes of media into features.
///
/// A value that any number of threads may use at once.
public protocol MediaExtractor: Sendable {
  /// The name, and everything that decides what is extracted.
  var identity: ExtractorIdentity { get }

  /// How many media one batch should hold.
  var batchSize: Int { get }

  /// Which frames of videos are looked at.
  var frames: FrameRule { get }

  /// An empty batch, to be filled and finished by one thread.
  func makeBatch() -> any ExtractionBatch
}

extension MediaExtractor {
  /// What is usual.
  public var frames: FrameRule { .usual }
}

/// Media on their way through an extractor.
public protocol ExtractionBatch {
  /// Decodes a picture into the batch.
  ///
  /// - Parameter bytes: the whole file.
  /// - Throws: why the bytes are no picture that can be used; the batch stays as it was.
  mutating func add(_ bytes: [UInt8]) throws(ImageProblem)

  /// Takes a picture that is decoded already: a frame of a video.
  ///
  /// - Throws: why it cannot be used; the batch stays as it was.
  mutating func add(_ frame: PixelImage) throws(ImageProblem)

  /// The features of the pictures added, in that order.
  ///
  /// - Throws: an error that concerns the extractor, never one picture.
  mutating func finish() throws -> [Feature]
}
