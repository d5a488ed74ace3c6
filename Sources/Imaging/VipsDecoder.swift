import CVips
import Foundation

/// Decodes every format but JPEG with libvips, always by a named loader, never by libvips' own guess.
///
/// libvips is started at the first use, with its loaders for untrusted formats blocked.
final class VipsDecoder {
  private static let isRunning: Bool = cvips_start() == 0

  private let format: ImageFormat
  private let bytes: UnsafeRawBufferPointer
  private let picture: OpaquePointer
  let header: CVipsHeader

  /// Opens a picture and reads its header; no pixel is decoded yet.
  ///
  /// `bytes` must outlive the decoder.
  init(_ bytes: UnsafeRawBufferPointer, as format: ImageFormat) throws(ImageProblem) {
    guard Self.isRunning else { throw .corrupt(detail: "libvips could not start") }
    var header = CVipsHeader()
    let open = { Self.open(bytes, as: format, &header) }
    switch VipsTurns.shared.attempt(open, again: open) {
    case .success(let picture): self.picture = picture
    case .failure(let failure): throw Self.problem(of: format, bytes, failure)
    }
    self.format = format
    self.bytes = bytes
    self.header = header
  }

  private static func open(
    _ bytes: UnsafeRawBufferPointer, as format: ImageFormat, _ header: inout CVipsHeader
  ) -> OpaquePointer? {
    cvips_open(loader(of: format), bytes.baseAddress, bytes.count, &header)
  }

  /// All samples, which the caller frees.
  ///
  /// A picture that failed is read from its beginning.
  private func samples() throws(ImageProblem) -> (memory: UnsafeMutableRawPointer, length: Int) {
    var length = 0
    let attempt = VipsTurns.shared.attempt {
      cvips_pixels(picture, &length)
    } again: {
      var header = CVipsHeader()
      guard let picture = Self.open(bytes, as: format, &header) else { return nil }
      defer { cvips_close(picture) }
      return cvips_pixels(picture, &length)
    }
    switch attempt {
    case .success(let memory): return (memory, length)
    case .failure(let failure): throw Self.problem(of: format, bytes, failure)
    }
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
    let (memory, length) = try samples()
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

  private static func problem(
    of format: ImageFormat, _ bytes: UnsafeRawBufferPointer, _ failure: VipsTurns.Failure
  ) -> ImageProblem {
    let message = failure.message
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
