import Foundation

/// Turns pictures into the tensors that an encoder reads.
///
/// Steps: decode, upright, resize, crop the centre, rescale, normalise. Safe to use from many threads at once.
public struct Preprocessor: Hashable, Sendable {
  /// How much of a JPEG is decoded.
  public enum Way: String, Codable, Hashable, Sendable, CaseIterable {
    /// Every pixel: equal to Pillow.
    case exact
    /// JPEGs at the smallest of 1/8, 1/4, 1/2 and 1 that leaves `Preprocessor.fastMargin` times the resized
    /// picture, with chroma repeated rather than interpolated: close to Pillow, and faster. Other formats are decoded exactly.
    case fast
  }

  /// The way that is used where nobody chooses: see `docs/pictures.md` for the measurements behind it.
  public static let defaultWay = Way.exact

  /// How many times larger than the resized picture a JPEG is decoded, at least, in the fast way.
  public static let fastMargin = 4.0

  /// What the model asks for, with the filter that is really used.
  public let configuration: PreprocessorConfiguration
  /// The way of decoding.
  public let way: Way
  /// Reads the pictures; the configuration says what becomes of their transparency.
  public let decoder: ImageDecoder
  private let margin: Double

  /// A preprocessor.
  ///
  /// - Parameters:
  ///   - configuration: what the model asks for.
  ///   - way: how JPEGs are decoded.
  ///   - decoder: reads the pictures and limits their pixels.
  ///   - filterOverride: a filter in place of the configuration's, to see how much the right one matters.
  ///   - margin: how many times larger than needed the fast way decodes, at least 1.
  public init(
    configuration: PreprocessorConfiguration, way: Way = Preprocessor.defaultWay,
    decoder: ImageDecoder = .init(),
    filterOverride: ResampleFilter? = nil, margin: Double = Preprocessor.fastMargin
  ) {
    var configuration = configuration
    if let filterOverride { configuration.filter = filterOverride }
    self.configuration = configuration
    self.way = way
    self.decoder = decoder
    self.margin = max(1, margin)
  }

  /// The tensor's shape for one picture: 3 channels (red, green, blue), rows, columns.
  public var outputShape: (channels: Int, height: Int, width: Int) {
    (3, configuration.outputSize.height, configuration.outputSize.width)
  }

  /// The number of values of one tensor.
  public var outputCount: Int { 3 * configuration.outputSize.height * configuration.outputSize.width }

  /// Writes the tensor of an encoded picture: channel by channel, row by row, `(sample x factor - mean) / deviation`.
  ///
  /// - Parameters:
  ///   - bytes: the encoded picture.
  ///   - tensor: exactly `outputCount` values; all are written on success, none is defined on failure.
  /// - Throws: `ImageProblem` where the bytes give no picture.
  public func tensor(
    from bytes: some ContiguousBytes, into tensor: UnsafeMutableBufferPointer<Float>
  ) throws(ImageProblem) {
    try withBytes(of: bytes) { (raw) throws(ImageProblem) in
      let picture = try EncodedPicture(raw, pixelLimit: decoder.pixelLimit)
      try Scratch.borrow { (scratch) throws(ImageProblem) in
        let raster = try picture.decode(
          scale: scale(of: picture), isFast: way == .fast, alpha: configuration.alpha, scratch: scratch)
        // The plan is that of the whole picture, so that the fast way crops what the exact way crops.
        let plan = try ResizePlan(configuration, width: picture.width, height: picture.height)
        write(raster, plan, into: tensor, scratch: scratch)
      }
    }
  }

  /// Writes the tensor of a decoded picture.
  public func tensor(
    from image: PixelImage, into tensor: UnsafeMutableBufferPointer<Float>
  ) throws(ImageProblem) {
    let plan = try ResizePlan(configuration, width: image.width, height: image.height)
    try Scratch.borrow { (scratch) throws(ImageProblem) in
      write(scratch.copy(of: image), plan, into: tensor, scratch: scratch)
    }
  }

  /// The fraction of its size at which the fast way decodes a picture.
  private func scale(of picture: EncodedPicture) -> Double {
    guard way == .fast, configuration.resize != nil,
      let plan = try? ResizePlan(configuration, width: picture.width, height: picture.height)
    else { return 1 }
    let needed = max(
      Double(plan.width) / Double(picture.width), Double(plan.height) / Double(picture.height))
    return min(1, needed * margin)
  }

  private func write(
    _ raster: Raster, _ plan: ResizePlan, into tensor: UnsafeMutableBufferPointer<Float>, scratch: Scratch
  ) {
    precondition(tensor.count == outputCount, "the tensor has \(tensor.count) values, not \(outputCount)")
    let resized = Resampler(filter: configuration.filter).resize(
      raster, width: plan.width, height: plan.height, crop: plan.crop, scratch: scratch)
    Normaliser(configuration).write(resized, at: plan.offset, into: tensor)
  }
}

extension Scratch {
  /// The pixels of a picture, in memory with room behind the last pixel.
  func copy(of image: PixelImage) -> Raster {
    let raster = upright.raster(width: image.width, height: image.height)
    image.pixels.withUnsafeBufferPointer { pixels in
      _ = raster.bytes.update(fromContentsOf: pixels)
    }
    return raster
  }
}
