/// One changed copy of a picture, as data augmentation in training makes it.
///
/// The changes are those of torchvision's `RandomResizedCrop`, `RandomHorizontalFlip` and `ColorJitter`; the resizing itself is
/// left to the model's own pre-processing.
public struct Augmentation: Hashable, Sendable {
  /// What may be changed.
  public enum Change: String, CaseIterable, Sendable {
    /// Brightness, contrast and saturation, each by a factor from 0.6 to 1.4.
    case colour
    /// A part of 50 to 100 % of the area, its aspect changed by a factor from 3/4 to 4/3.
    case crop
    /// Left and right, with an even chance.
    case flip
  }

  /// A part of a picture, in shares of its sides.
  struct Crop: Hashable, Sendable {
    var left: Double
    var top: Double
    var width: Double
    var height: Double
  }

  var part: Crop?
  var isFlipped = false
  var brightness = 1.0
  var contrast = 1.0
  var saturation = 1.0

  /// Draws a copy.
  ///
  /// Every change takes the same numbers from `generator` whether it is wanted or not, so that leaving one out leaves the others
  /// as they were.
  ///
  /// - Parameters:
  ///   - changes: what may be changed.
  ///   - generator: where chance comes from.
  public init(_ changes: Set<Change>, using generator: inout some RandomNumberGenerator) {
    func uniform(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + Double(generator.next() >> 11) * 0x1p-53 * (range.upperBound - range.lowerBound)
    }
    let factors = (uniform(0.6...1.4), uniform(0.6...1.4), uniform(0.6...1.4))
    if changes.contains(.colour) { (brightness, contrast, saturation) = factors }
    let area = uniform(0.5...1)
    let stretch = uniform(-1...1)
    let place = (uniform(0...1), uniform(0...1))
    if changes.contains(.crop) {
      // The aspect's logarithm is drawn evenly between those of 3/4 and 4/3.
      let aspect = Self.power(4.0 / 3, stretch)
      let width = min(1, (area * aspect).squareRoot())
      let height = min(1, (area / aspect).squareRoot())
      part = Crop(left: place.0 * (1 - width), top: place.1 * (1 - height), width: width, height: height)
    }
    let coin = generator.next() >> 63
    isFlipped = changes.contains(.flip) && coin == 1
  }

  /// `base` to the power of `exponent` from -1 to 1, by the exponential series, which gives the same bits on every machine.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    // ln(4/3); the only base in use.
    let x = exponent * 0.28768207245178090
    precondition(base == 4.0 / 3)
    return (1...12).reversed().reduce(1.0) { sum, step in 1 + x / Double(step) * sum }
  }

  /// The changed copy.
  ///
  /// - Parameter image: any picture.
  /// - Returns: a picture of the part's size, at least 1 x 1.
  public func callAsFunction(_ image: PixelImage) -> PixelImage {
    let part = part ?? Crop(left: 0, top: 0, width: 1, height: 1)
    let width = max(1, min(image.width, Int((part.width * Double(image.width)).rounded())))
    let height = max(1, min(image.height, Int((part.height * Double(image.height)).rounded())))
    let left = min(image.width - width, Int((part.left * Double(image.width)).rounded(.down)))
    let top = min(image.height - height, Int((part.top * Double(image.height)).rounded(.down)))
    var pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
      image.pixels.withUnsafeBufferPointer { source in
        var target = 0
        for row in top..<top + height {
          for column in 0..<width {
            let from = (row * image.width + left + (isFlipped ? width - 1 - column : column)) * 3
            for channel in 0..<3 { buffer[target + channel] = source[from + channel] }
            target += 3
          }
        }
      }
      count = width * height * 3
    }
    changeColours(of: &pixels)
    return PixelImage(width: width, height: height, pixels: pixels) ?? image
  }

  /// Brightness, then contrast around the mean grey, then saturation, each cut to a byte as Pillow's
  /// `ImageEnhance` does; grey is ITU-R 601's luma in Pillow's fixed point.
  private func changeColours(of pixels: inout [UInt8]) {
    if brightness != 1 { blend(&pixels, brightness) { _ in 0 } }
    if contrast != 1 {
      let count = pixels.count / 3
      let sum = stride(from: 0, to: pixels.count, by: 3).reduce(0) { $0 + Self.grey(pixels, at: $1) }
      let mean = Double((sum + count / 2) / max(1, count))
      blend(&pixels, contrast) { _ in mean }
    }
    if saturation != 1 { blend(&pixels, saturation) { $0 } }
  }

  /// Moves every sample away from, or towards, what `other` makes of its pixel's grey.
  private func blend(_ pixels: inout [UInt8], _ factor: Double, with other: (Double) -> Double) {
    for start in stride(from: 0, to: pixels.count, by: 3) {
      let base = other(Double(Self.grey(pixels, at: start)))
      for index in start..<start + 3 {
        pixels[index] = UInt8(min(255, max(0, base + (Double(pixels[index]) - base) * factor)))
      }
    }
  }

  private static func grey(_ pixels: [UInt8], at start: Int) -> Int {
    (Int(pixels[start]) * 19595 + Int(pixels[start + 1]) * 38470 + Int(pixels[start + 2]) * 7471 + 32768)
      >> 16
  }
}
