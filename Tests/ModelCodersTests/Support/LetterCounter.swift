import ContentCoding
import Imaging
import ModelCoders

/// A small extractor: how often `a`, `b` and `c` occur in a file.
///
/// A file that starts with `!` is unreadable.
struct LetterCounter: MediaExtractor {
  let identity = ExtractorIdentity(
    name: "letters", fingerprint: Fingerprint(ofBytes: Array("letters 1".utf8)))
  var batchSize = 4
  /// Called at the end of every batch, on the worker's thread.
  var whenFinishing: @Sendable () throws -> Void = {}

  func makeBatch() -> any ExtractionBatch { Batch(extractor: self) }

  static func vector(_ text: String) -> Feature {
    .vector("abc".map { letter in Float(text.count { $0 == letter }) })
  }

  private struct Batch: ExtractionBatch {
    let extractor: LetterCounter
    var texts: [String] = []

    mutating func add(_ bytes: [UInt8]) throws(ImageProblem) {
      guard bytes.first != UInt8(ascii: "!") else {
        throw .notAPicture(looksLike: String(decoding: bytes, as: UTF8.self))
      }
      texts.append(String(decoding: bytes, as: UTF8.self))
    }

    mutating func add(_ frame: PixelImage) { texts.append("a") }

    mutating func finish() throws -> [Feature] {
      try extractor.whenFinishing()
      return texts.map(LetterCounter.vector)
    }
  }
}
