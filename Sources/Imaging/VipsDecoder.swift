import CVips
import Foundation

/// Decodes every format but JPEG with libvips, always by a named loader, never by libvips' own guess.
///
/// libvips is started at the first use, with its loaders for untrusted formats blocked.
final class VipsDecoder {
  static let isRunning: Bool = cvips_start() == 0

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

  /// Samples in memory of libvips, which is freed with them.
  private final class Samples {
    let memory: UnsafeMutableRawPointer
    let length: Int

    init(_ memory: UnsafeMutableRawPointer, _ length: Int) {
      self.memory = memory
      self.length = length
    }

    deinit { cvips_free(memory) }

    func equals(_ other: Samples) -> Bool {
      length == other.length && memcmp(memory, other.memory, length) == 0
    }
  }

  /// One picture at a time is proven, since what fresh memory holds is a matter of the whole process.
  private static let proof = NSLock()

  /// All samples.
  ///
  /// libheif's decoders give a damaged picture with memory that nobody wrote in its gaps. A HEIC or AVIF is therefore decoded
  /// twice, over two fillings of fresh memory, and is a picture only where both are equal.
  private func samples() throws(ImageProblem) -> Samples {
    guard format == .heic || format == .avif else { return try decoded(picture) }
    Self.proof.lock()
    defer { Self.proof.unlock() }
    guard cvips_fill_fresh_memory(0x35) else { return try decoded(picture) }
    defer { _ = cvips_fill_fresh_memory(0) }
    let first = try decoded(nil)
    _ = cvips_fill_fresh_memory(0xCA)
    guard try decoded(nil).equals(first) else {
      throw .corrupt(detail: "a part of its data is missing")
    }
    return first
  }

  /// The samples of an opened picture; of nil, or where that fails, of the file read from its beginning.
  private func decoded(_ opened: OpaquePointer?) throws(ImageProblem) -> Samples {
    var length = 0
    let fresh = { [bytes, format] () -> UnsafeMutableRawPointer? in
      var header = CVipsHeader()
      guard let picture = Self.open(bytes, as: format, &header) else { return nil }
      defer { cvips_close(picture) }
      return cvips_pixels(picture, &length)
    }
    let attempt = VipsTurns.shared.attempt(
      { opened.map { cvips_pixels($0, &length) } ?? fresh() }, again: fresh)
    switch attempt {
    case .success(let memory): return Samples(memory, length)
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

  /// The EXIF block, from its "II" or "MM"; nil where there is none.
  var exif: [UInt8]? {
    var length = 0
    guard let block = cvips_exif(picture, &length) else { return nil }
    let bytes = UnsafeRawBufferPointer(start: block, count: length)
    return Array(bytes.starts(with: Array("Exif\0\0".utf8)) ? bytes.dropFirst(6)[...] : bytes[...])
  }

  var orientation: Orientation { Orientation(tag: Int(header.orientation)) }

  /// The bytes of all samples.
  var sampleBytes: Int {
    let area = Int(header.width).multipliedReportingOverflow(by: Int(header.height))
    let all = area.partialValue.multipliedReportingOverflow(
      by: max(1, Int(header.bands)) * max(1, Int(header.bytes_per_sample)))
    return area.overflow || all.overflow ? .max : all.partialValue
  }

  /// Decodes the first frame or page, not yet upright.
  ///
  /// Of a 16-bit sample the high byte is kept.
  func decode(alpha: AlphaRule, scratch: Scratch) throws(ImageProblem) -> Raster {
    let sampleBytes = Int(header.bytes_per_sample)
    guard sampleBytes > 0 else {
      throw .unsupportedFormat(name: "\(format.name) with signed or fractional samples")
    }
    guard header.colour != CVipsColourOther else {
      throw .unsupportedFormat(name: "\(format.name) in a colour space other than RGB, grey or CMYK")
    }
    let (width, height, bands) = (Int(header.width), Int(header.height), Int(header.bands))
    let isInk = header.colour == CVipsColourInk && bands >= 4
    let decoded = try self.samples()
    guard decoded.length == width * height * bands * sampleBytes else {
      throw .corrupt(
        detail: "libvips gave \(decoded.length) bytes for \(width) x \(height) x \(bands) samples")
    }
    let kept = isInk ? 4 : 3
    let raster = Raster(width: width, height: height, start: scratch.decoded.bytes(width * height * kept))
    // The high byte of a sample in the host's order, which is little-endian on every platform of Codeframe.
    let samples = decoded.memory.assumingMemoryBound(to: UInt8.self) + (sampleBytes - 1)
    let step = bands * sampleBytes
    let isGrey = bands < 3
    for pixel in 0..<width * height {
      let (from, to) = (samples + pixel * step, raster.start + pixel * kept)
      for channel in 0..<kept { to[channel] = from[isGrey ? 0 : channel * sampleBytes] }
    }
    defer { withExtendedLifetime(decoded) {} }
    if isInk { Ink.toLight(raster, inverted: false) }
    if alpha == .overWhite, header.has_alpha {
      let opacity = samples + (bands - 1) * sampleBytes
      for pixel in 0..<width * height where opacity[pixel * step] != 255 {
        let to = raster.start + pixel * 3
        for channel in 0..<3 { to[channel] = Alpha.overWhite(to[channel], opacity[pixel * step]) }
      }
    }
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
    if lower.contains("out of memory") || lower.contains("cannot allocate") { return .noMemory }
    if endsEarly.contains(where: lower.contains) { return .truncated }
    return .corrupt(detail: message.isEmpty ? "\(format.name) could not be decoded" : message)
  }
}
