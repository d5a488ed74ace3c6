import Foundation

/// How an encoder wants its pictures, as `preprocessor_config.json` says, in one normalised form.
///
/// Equal pre-processing is equal as a value whichever form the file had, so the encoded value (with sorted keys)
/// serves as a fingerprint.
public struct PreprocessorConfiguration: Codable, Hashable, Sendable {
  /// The size to which a picture is resized.
  public enum Resize: Codable, Hashable, Sendable {
    /// The short edge becomes this long; the long edge `Int(edge x long / short)`.
    case shortestEdge(Int)
    /// Both edges as given; the picture is squashed.
    case squashed(width: Int, height: Int)
  }

  /// The part that is kept around the centre; where the picture is smaller, black is added.
  public struct Crop: Codable, Hashable, Sendable {
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// A crop of `width` x `height` pixels.
    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// nil: the picture keeps its size.
  public var resize: Resize?
  /// The filter of the resize.
  public var filter: ResampleFilter
  /// nil: nothing is cut off.
  public var centreCrop: Crop?
  /// The factor of each 0...255 sample, by default 1/255.
  public var rescaleFactor: Double
  /// Subtracted from each rescaled channel: red, green, blue.
  public var mean: [Double]
  /// Divides each channel after the subtraction.
  public var standardDeviation: [Double]

  /// What becomes of transparency: dropped where the model's own processor converts pictures to RGB, else laid over white.
  public var alpha: AlphaRule

  /// A configuration by its parts; `mean` and `standardDeviation` have three values each, the latter not 0.
  ///
  /// - Throws: `PreprocessorConfigurationProblem` where the parts give no tensor of one fixed shape.
  public init(
    resize: Resize?, filter: ResampleFilter = .bicubic, centreCrop: Crop? = nil,
    rescaleFactor: Double = 1.0 / 255,
    mean: [Double] = [0, 0, 0], standardDeviation: [Double] = [1, 1, 1],
    alpha: AlphaRule = .overWhite
  ) throws(PreprocessorConfigurationProblem) {
    self.resize = resize
    self.filter = filter
    self.centreCrop = centreCrop
    self.rescaleFactor = rescaleFactor
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.alpha = alpha
    try validate()
  }

  /// Columns and rows of the tensor.
  public var outputSize: (width: Int, height: Int) {
    if let centreCrop { return (centreCrop.width, centreCrop.height) }
    if case .squashed(let width, let height) = resize { return (width, height) }
    return (0, 0)
  }

  /// The longest side that a model may ask for, in pixels.
  static let sideLimit = 8192

  func validate() throws(PreprocessorConfigurationProblem) {
    var sides = centreCrop.map { [$0.width, $0.height] } ?? []
    switch resize {
    case .shortestEdge(let edge): sides.append(edge)
    case .squashed(let width, let height): sides += [width, height]
    case nil: break
    }
    guard sides.allSatisfy({ (1...Self.sideLimit).contains($0) }) else {
      throw .init(key: "size", reason: "sides must be 1 to \(Self.sideLimit) pixels")
    }
    guard outputSize.width > 0 else {
      throw .init(
        key: "do_center_crop", reason: "without a crop or a fixed size, pictures give tensors of many shapes")
    }
    guard mean.count == 3, standardDeviation.count == 3 else {
      throw .init(key: "image_mean", reason: "image_mean and image_std must have three values, for RGB")
    }
    guard (mean + standardDeviation + [rescaleFactor]).allSatisfy(\.isFinite), !standardDeviation.contains(0)
    else {
      throw .init(key: "image_std", reason: "values must be finite, and no standard deviation 0")
    }
  }
}

/// What in a `preprocessor_config.json` Codeframe does not follow.
public struct PreprocessorConfigurationProblem: Error, Hashable, Sendable, CustomStringConvertible,
  LocalizedError
{
  /// The key at fault.
  public let key: String
  /// Why it cannot be followed.
  public let reason: String

  /// One sentence for the reader.
  public var description: String { "preprocessor_config.json: \(key): \(reason)." }
  /// The same sentence.
  public var errorDescription: String? { description }
}
