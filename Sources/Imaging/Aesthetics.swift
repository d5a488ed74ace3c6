import Foundation

/// Simple measures of how a picture looks, which need no model.
///
/// The longer side is scaled down to ``side`` pixels first (Lanczos, as Pillow resizes), never up, so that pictures of different
/// sizes can be compared. Y is ITU-R BT.601's luma, .299 R + .587 G + .114 B, not rounded.
public struct Aesthetics: Hashable, Codable, Sendable {
  /// The longer side at which pictures are measured.
  public static let side = 512

  /// The mean of Y, from 0 to 1.
  public let brightness: Double
  /// The standard deviation of Y, from 0 to .5.
  public let contrast: Double
  /// sqrt(s_rg^2 + s_yb^2) + .3 sqrt(m_rg^2 + m_yb^2) with rg = R - G and yb = (R + G) / 2 - B on 0 to 255; 0 for grey.
  ///
  /// Source: Hasler and Süsstrunk 2003, Measuring colourfulness in natural images, M3.
  public let colourfulness: Double
  /// The mean of S in HSV, from 0 to 1.
  public let saturation: Double
  /// The variance of the 3 x 3 Laplacian (4 neighbours) of Y on 0 to 255, with mirrored borders; small for a blurred picture.
  ///
  /// Source: Pech-Pacheco and others 2000.
  public let sharpness: Double
  /// Shannon's entropy of Y rounded to 256 steps, in bits, from 0 to 8.
  public let entropy: Double
  /// The share of pixels whose Sobel magnitude is over .1 of the largest possible, as `skimage.filters.sobel` scales it.
  public let edgeDensity: Double
  /// 1 - mean |Y - mirrored Y|: 1 where left and right are the same.
  public let symmetry: Double
  /// The share of pixels with S over .2 and a hue in [0, 90) or [330, 360) degrees: reds, oranges, yellows.
  public let warmShare: Double
  /// The shares of pixels with S over .2 whose hue is nearest to red, yellow, green, cyan, blue and magenta: within 30 degrees of 0, 60, ...
  public let hueShares: [Double]

  /// The names of the measures in tables, in the order of ``values``.
  public static let names =
    [
      "brightness", "contrast", "colourfulness", "saturation", "sharpness", "entropy", "edge_density",
      "symmetry", "warm_share",
    ]
    + ["red", "yellow", "green", "cyan", "blue", "magenta"].map { "hue_\($0)" }

  /// The measures in the order of ``names``.
  public var values: [Double] {
    [brightness, contrast, colourfulness, saturation, sharpness, entropy, edgeDensity, symmetry, warmShare]
      + hueShares
  }

  /// The measures of a picture.
  public init(of image: PixelImage) {
    let small = image.scaledDown(toLongestSide: Self.side)
    let (width, height) = (small.width, small.height)
    let count = Double(width * height)
    var luma = [Double](repeating: 0, count: width * height)
    var (rg, yb) = (Moments(), Moments())
    var (saturations, warm) = (0.0, 0)
    var hues = [Int](repeating: 0, count: 6)
    var histogram = [Int](repeating: 0, count: 256)
    small.pixels.withUnsafeBufferPointer { pixels in
      for place in luma.indices {
        let (red, green, blue) = (
          Double(pixels[place * 3]), Double(pixels[place * 3 + 1]), Double(pixels[place * 3 + 2])
        )
        let y = 0.299 * red + 0.587 * green + 0.114 * blue
        luma[place] = y
        histogram[min(255, Int(y + 0.5))] += 1
        rg.add(red - green)
        yb.add((red + green) / 2 - blue)
        let greatest = max(red, green, blue)
        let range = greatest - min(red, green, blue)
        let saturation = greatest > 0 ? range / greatest : 0
        saturations += saturation
        guard saturation > 0.2 else { continue }
        let hue = Self.hue(red, green, blue, greatest: greatest, range: range)
        if hue < 90 || hue >= 330 { warm += 1 }
        hues[Int((hue + 30) / 60) % 6] += 1
      }
    }
    let mean = luma.reduce(0, +) / count
    brightness = mean / 255
    contrast = (luma.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot() / 255
    colourfulness =
      (rg.variance + yb.variance).squareRoot() + 0.3 * (rg.mean * rg.mean + yb.mean * yb.mean).squareRoot()
    saturation = saturations / count
    entropy = histogram.reduce(0) { sum, bin in
      bin == 0 ? sum : sum - Double(bin) / count * log2(Double(bin) / count)
    }
    warmShare = Double(warm) / count
    hueShares = hues.map { Double($0) / count }
    let plane = Plane(luma, width: width, height: height)
    sharpness = plane.laplacianVariance
    edgeDensity = plane.edgeShare(over: 0.1 * 255)
    symmetry = 1 - plane.asymmetry / 255
  }

  /// Degrees from 0 to below 360, as HSV has it.
  private static func hue(
    _ red: Double, _ green: Double, _ blue: Double, greatest: Double, range: Double
  ) -> Double {
    let sextant =
      greatest == red
      ? (green - blue) / range : greatest == green ? 2 + (blue - red) / range : 4 + (red - green) / range
    return (sextant * 60 + 360).truncatingRemainder(dividingBy: 360)
  }

  /// The mean and variance of numbers that come one by one.
  private struct Moments {
    private var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0

    /// Welford 1962.
    mutating func add(_ number: Double) {
      count += 1
      let difference = number - mean
      mean += difference / count
      squares += difference * (number - mean)
    }

    var variance: Double { count > 0 ? squares / count : 0 }
  }
}

/// The luma of a picture, which is looked at with its neighbours; beyond its borders it is mirrored.
private struct Plane {
  private let values: [Double]
  private let width: Int
  private let height: Int

  init(_ values: [Double], width: Int, height: Int) {
    (self.values, self.width, self.height) = (values, width, height)
  }

  /// The sum of a 3 x 3 window at each pixel, weighted row by row.
  private func forEachPixel(_ body: (_ window: (Int, Int) -> Double) -> Void) {
    values.withUnsafeBufferPointer { values in
      for row in 0..<height {
        for column in 0..<width {
          body { down, right in
            let (y, x) = (min(height - 1, max(0, row + down)), min(width - 1, max(0, column + right)))
            return values[y * width + x]
          }
        }
      }
    }
  }

  var laplacianVariance: Double {
    var (sum, squares) = (0.0, 0.0)
    forEachPixel { at in
      let value = at(-1, 0) + at(1, 0) + at(0, -1) + at(0, 1) - 4 * at(0, 0)
      sum += value
      squares += value * value
    }
    let count = Double(values.count)
    return max(0, squares / count - sum / count * (sum / count))
  }

  /// The share of pixels whose Sobel magnitude, scaled so that the largest possible is 255, is over `limit`.
  func edgeShare(over limit: Double) -> Double {
    var edges = 0
    forEachPixel { at in
      let across =
        (at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1)) / 4
      let down = (at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1)) / 4
      if ((across * across + down * down) / 2).squareRoot() > limit { edges += 1 }
    }
    return Double(edges) / Double(values.count)
  }

  /// The mean absolute difference from the mirrored picture.
  var asymmetry: Double {
    var sum = 0.0
    for row in 0..<height {
      for column in 0..<width {
        sum += abs(values[row * width + column] - values[row * width + width - 1 - column])
      }
    }
    return sum / Double(values.count)
  }
}
