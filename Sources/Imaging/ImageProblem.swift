import Foundation

/// Why bytes could not be turned into a picture.
///
/// Every case but `.noMemory` is permanent: the same bytes fail the same way again.
public enum ImageProblem: Error, Codable, Hashable, Sendable {
  /// There are no bytes.
  case empty
  /// The bytes are no picture at all; `looksLike` says what they seem to be ("HTML page", "text", ...).
  case notAPicture(looksLike: String)
  /// A picture or a part of it that Codeframe does not read ("BMP", "TIFF with floating-point samples", ...).
  case unsupportedFormat(name: String)
  /// The installed libheif has no decoder for this codec ("AVIF", "HEIC").
  case codecMissing(name: String)
  /// The file ends before the picture does.
  case truncated
  /// The decoder gave up; `detail` is its own message.
  case corrupt(detail: String)
  /// More pixels than the decoder's limit: refused before a pixel is decoded.
  case tooManyPixels(width: Int, height: Int, limit: Int)
  /// More bytes of samples than the decoder's limit (many bands, 16 bits): refused before a pixel is decoded.
  case tooManyBytes(megabytes: Int, limit: Int)
  /// The machine had no memory for the picture; another time it may.
  case noMemory
  /// The header says a width or a height of zero.
  case dimensionsZero
  /// The pixels could not be written as JPEG.
  case encodingFailed(detail: String)
}

extension ImageProblem {
  /// Whether the same bytes may give a picture another time.
  public var isTransient: Bool { self == .noMemory }

  /// A short, stable name of the reason, for tables and counts.
  public var code: String {
    switch self {
    case .empty: "empty"
    case .notAPicture: "not-a-picture"
    case .unsupportedFormat: "unsupported-format"
    case .codecMissing: "codec-missing"
    case .truncated: "truncated"
    case .corrupt: "corrupt"
    case .tooManyPixels: "too-many-pixels"
    case .tooManyBytes: "too-many-bytes"
    case .noMemory: "no-memory"
    case .dimensionsZero: "zero-size"
    case .encodingFailed: "encoding-failed"
    }
  }
}

extension ImageProblem: CustomStringConvertible, LocalizedError {
  /// One sentence for the reader of a report.
  public var description: String {
    switch self {
    case .empty:
      "The file is empty."
    case .notAPicture(let looksLike):
      "The file is not a picture; it looks like \(looksLike)."
    case .unsupportedFormat(let name):
      "\(name) is not supported; convert the picture to JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC."
    case .codecMissing(let name):
      "The installed libheif cannot decode \(name); install its decoder (libde265 for HEIC, libaom or dav1d "
        + "for AVIF)."
    case .truncated:
      "The picture is truncated: the file ends before the picture does. Fetch it again."
    case .corrupt(let detail):
      "The picture is corrupt: \(detail)."
    case .tooManyPixels(let width, let height, let limit):
      "The picture has \(width) x \(height) pixels, more than the limit of \(limit)."
    case .tooManyBytes(let megabytes, let limit):
      "The picture takes \(megabytes) MB decoded, more than the limit of \(limit) MB; save it with 8 bits a sample, or smaller."
    case .noMemory:
      "There was not enough memory to decode the picture."
    case .dimensionsZero:
      "The picture has a width or a height of zero."
    case .encodingFailed(let detail):
      "The picture could not be written as JPEG: \(detail)."
    }
  }

  /// The same sentence, for `localizedDescription`.
  public var errorDescription: String? { description }
}
