import Foundation

/// Turns the bytes of a picture into upright 8-bit RGB pixels.
///
/// Formats: JPEG (baseline, progressive, grey, CMYK) by libjpeg-turbo; PNG, WebP, GIF, TIFF, AVIF and HEIC by libvips.
/// The content decides which, never the file's name. Pixels are those of Pillow's
/// `ImageOps.exif_transpose(image).convert("RGB")`, but that transparent pictures are laid over white unless asked otherwise;
/// palettes and grey become RGB; CMYK becomes RGB without a colour profile; the first frame of an animation is taken.
///
/// Safe to use from many threads at once; each call decodes on the calling thread.
public struct ImageDecoder: Hashable, Sendable {
  /// The most pixels that Pillow decodes before it raises `DecompressionBombError`.
  public static let pillowPixelLimit = 178_956_970

  /// Pictures with more pixels than this are refused by their header.
  public let pixelLimit: Int

  /// What becomes of transparency.
  public let alpha: AlphaRule

  /// Pictures whose decoded samples take more bytes than this are refused by their header.
  static let sampleByteLimit = 768 << 20

  /// A decoder that refuses pictures of more than `pixelLimit` pixels.
  public init(pixelLimit: Int = ImageDecoder.pillowPixelLimit, alpha: AlphaRule = .overWhite) {
    self.pixelLimit = pixelLimit
    self.alpha = alpha
  }

  /// What a picture's header says.
  public struct Header: Hashable, Sendable, Codable {
    /// The format by content.
    public let format: ImageFormat
    /// Columns of the upright picture.
    public let width: Int
    /// Rows of the upright picture.
    public let height: Int

    /// A header by its parts.
    public init(format: ImageFormat, width: Int, height: Int) {
      self.format = format
      self.width = width
      self.height = height
    }
  }

  /// Reads the header; no pixel is decoded.
  ///
  /// - Throws: `ImageProblem` for bytes that are no picture, too large or visibly truncated.
  public func header(_ bytes: some ContiguousBytes) throws(ImageProblem) -> Header {
    try withBytes(of: bytes) { (raw) throws(ImageProblem) in
      let picture = try EncodedPicture(raw, pixelLimit: pixelLimit)
      return Header(format: picture.format, width: picture.width, height: picture.height)
    }
  }

  /// Decodes at full size.
  public func decode(_ bytes: some ContiguousBytes) throws(ImageProblem) -> PixelImage {
    try decode(bytes, atLeast: .max)
  }

  /// Decodes a JPEG at the smallest of the sizes 1/8, 1/4, 1/2, 1 whose short side is at least `shortSide` pixels;
  /// other formats, and smaller pictures, at full size.
  public func decode(_ bytes: some ContiguousBytes, atLeast shortSide: Int) throws(ImageProblem) -> PixelImage
  {
    try withBytes(of: bytes) { (raw) throws(ImageProblem) in
      let picture = try EncodedPicture(raw, pixelLimit: pixelLimit)
      return try Scratch.borrow { (scratch) throws(ImageProblem) in
        let scale = min(1, Double(shortSide) / Double(min(picture.width, picture.height)))
        return PixelImage(try picture.decode(scale: scale, alpha: alpha, scratch: scratch))
      }
    }
  }
}

/// A picture whose header has been read and found acceptable.
struct EncodedPicture {
  private enum Decoder {
    case jpeg(JPEGDecoder)
    case vips(VipsDecoder)
  }

  let format: ImageFormat
  /// Columns and rows of the upright picture.
  let width: Int
  let height: Int
  private let decoder: Decoder
  private let orientation: Orientation

  init(_ bytes: UnsafeRawBufferPointer, pixelLimit: Int) throws(ImageProblem) {
    format = try ImageFormat.sniff(bytes)
    let stored: (width: Int, height: Int)
    let sampleBytes: Int
    if format == .jpeg {
      let jpeg = try JPEGDecoder(bytes)
      decoder = .jpeg(jpeg)
      stored = (jpeg.structure.width, jpeg.structure.height)
      orientation = jpeg.structure.orientation
      sampleBytes = jpeg.sampleBytes
    } else {
      let vips = try VipsDecoder(bytes, as: format)
      decoder = .vips(vips)
      stored = (Int(vips.header.width), Int(vips.header.height))
      orientation = vips.orientation
      sampleBytes = vips.sampleBytes
    }
    guard stored.width > 0, stored.height > 0 else { throw .dimensionsZero }
    guard stored.width <= pixelLimit / stored.height else {
      throw .tooManyPixels(width: stored.width, height: stored.height, limit: pixelLimit)
    }
    guard sampleBytes <= ImageDecoder.sampleByteLimit else {
      throw .tooManyBytes(megabytes: sampleBytes >> 20, limit: ImageDecoder.sampleByteLimit >> 20)
    }
    (width, height) = orientation.swapsSides ? (stored.height, stored.width) : stored
  }

  /// Decodes upright at no less than `scale`, which only JPEG can use.
  ///
  /// The next of 1/8, 1/4, 1/2 and 1 is taken: at other scales libjpeg-turbo has no vector code and is slower than at 1.
  func decode(
    scale: Double, isFast: Bool = false, alpha: AlphaRule, scratch: Scratch
  ) throws(ImageProblem) -> Raster {
    let raster =
      switch decoder {
      case .jpeg(let jpeg):
        try jpeg.decode(
          eighths: [1, 2, 4].first { Double($0) >= scale * 8 } ?? 8, isFast: isFast, scratch: scratch)
      case .vips(let vips): try vips.decode(alpha: alpha, scratch: scratch)
      }
    return orientation.apply(to: raster, into: scratch.upright)
  }
}

/// `withUnsafeBytes` with a typed error.
func withBytes<Value>(
  of bytes: some ContiguousBytes, _ body: (UnsafeRawBufferPointer) throws(ImageProblem) -> Value
) throws(ImageProblem) -> Value {
  let result = bytes.withUnsafeBytes { raw in
    Result { () throws(ImageProblem) -> Value in try body(raw) }
  }
  return try result.get()
}
