import CVips
import Foundation
import Synchronization

/// Decodes every format but JPEG with libvips, always by a named loader, never by libvips' own guess.
///
/// libvips is started at the first use, with its loaders for untrusted formats blocked.
final class VipsDecoder {
  private static let errors = Mutex(())
  private static let isRunning: Bool = cvips_start() == 0

  private let format: ImageFormat
  private let bytes: UnsafeRawBufferPointer
  private let picture: OpaquePointer
  let header: CVipsHeader

  /// Opens a picture and reads its header; no pixel is decoded yet.
  ///
  /// `bytes` must outlive the decoder.
  init(_ bytes: UnsafeRawBufferPointer, as format: ImageFormat) throws(ImageProblem) {
    guard Self.isRunning else { throw Self.problem(of: format, bytes) }
    var header = CVipsHeader()
    guard let picture = cvips_open(Self.loader(of: format), bytes.baseAddress, bytes.count, &header) else {
      throw Self.problem(of: format, bytes)
    }
    self.format = format
    self.bytes = bytes
    self.picture = picture
    self.header = header
  }

  deinit { cvips_close(picture) }

  private static func loader(of format: ImageFormat) -> String {
    switch format {
    case .jpeg: "jpegload_buffer"
    case .png: "pngload_buffer"
    case .webp: "webpload_buffer"
    case .gif: "gifload_buffer"
    case .tiff: "tiffload_buffer"
    case .avif, .heic: "heifload_buffer"
    }
  }

  var orientation: Orientation { Orientation(tag: Int(header.orientation)) }

  /// Decodes the first frame or page, not yet upright.
  ///
  /// Alpha is dropped, not blended, as Pillow's `convert("RGB")`
  /// does; of a 16-bit sample the high byte is kept.
  func decode(scratch: Scratch) throws(ImageProblem) -> Raster {
    let sampleBytes = Int(header.bytes_per_sample)
    guard sampleBytes > 0 else {
      throw .unsupportedFormat(name: "\(format.name) with signed or fractional samples")
    }
    guard header.colour != CVipsColourOther else {
      throw .unsupportedFormat(name: "\(format.name) in a colour space other than RGB, grey or CMYK")
    }
    let (width, height, bands) = (Int(header.width), Int(header.height), Int(header.bands))
    let isInk = header.colour == CVipsColourInk && bands >= 4
    var length = 0
    guard let memory = cvips_pixels(picture, &length) else {
      throw Self.problem(of: format, bytes)
    }
    defer { cvips_free(memory) }
    guard length == width * height * bands * sampleBytes else {
      throw .corrupt(detail: "libvips gave \(length) bytes for \(width) x \(height) x \(bands) samples")
    }
    let kept = isInk ? 4 : 3
    let raster = Raster(width: width, height: height, start: scratch.decoded.bytes(width * height * kept))
    // The high byte of a sample in the host's order, which is little-endian on every platform of Codeframe.
    let samples = memory.assumingMemoryBound(to: UInt8.self) + (sampleBytes - 1)
    let step = bands * sampleBytes
    let isGrey = bands < 3
    for pixel in 0..<width * height {
      let (from, to) = (samples + pixel * step, raster.start + pixel * kept)
      for channel in 0..<kept { to[channel] = from[isGrey ? 0 : channel * sampleBytes] }
    }
    if isInk { Ink.toLight(raster, inverted: false) }
    return raster
  }

  /// Takes libvips' message, which is global, under a lock.
  ///
  /// Two pictures that fail at one instant may share theirs.
  private static func problem(of format: ImageFormat, _ bytes: UnsafeRawBufferPointer) -> ImageProblem {
    var text = [CChar](repeating: 0, count: 1024)
    errors.withLock { _ in cvips_take_error(&text, text.count) }
    let message = text.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      .split(separator: "\n").joined(separator: "; ")
    if format == .png, let problem = PNGStructure.problem(in: bytes) { return problem }
    let lower = message.lowercased()
    let isHEIF = format == .avif || format == .heic
    if isHEIF,
      ["unsupported codec", "no decoding plugin", "unsupported feature"].contains(where: lower.contains)
    {
      return .codecMissing(name: format.name)
    }
    let endsEarly = [
      "premature end", "unexpected end", "end of file", "end of stream", "unexpected eof", "truncated",
      "read error",
      "not enough data",
    ]
    if endsEarly.contains(where: lower.contains) { return .truncated }
    return .corrupt(detail: message.isEmpty ? "\(format.name) could not be decoded" : message)
  }
}
