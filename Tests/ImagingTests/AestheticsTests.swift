import Foundation
import Testing

@testable import Imaging

/// Measures of pictures, held against numpy, scipy and scikit-image (`tools/fixtures/aesthetics.py`).
struct AestheticsTests {
  private static let golden: [String: [String: Double]] = {
    (try? JSONDecoder().decode([String: [String: Double]].self, from: Golden.bytes(of: "aesthetics.json")))
      ?? [:]
  }()

  /// Within 1e-9 of the greater of 1 and the number: sums of another order.
  @Test(arguments: golden.keys.sorted())
  func measuresAreThoseOfTheReference(file: String) throws {
    let wanted = try #require(Self.golden[file])
    let found = Aesthetics(of: try ImageDecoder().decode(try Golden.bytes(of: file)))
    #expect(wanted.count == Aesthetics.names.count)
    for (name, value) in zip(Aesthetics.names, found.values) {
      let reference = try #require(wanted[name])
      #expect(abs(value - reference) <= 1e-9 * max(1, abs(reference)), "\(name): \(value), not \(reference)")
    }
  }

  /// The worked example: one red and one blue pixel.
  @Test func colourfulnessOfTwoPixels() throws {
    let image = try #require(PixelImage(width: 2, height: 1, pixels: [255, 0, 0, 0, 0, 255]))
    let found = Aesthetics(of: image)
    #expect(abs(found.colourfulness - 272.6187) < 1e-4)
    #expect(found.saturation == 1 && found.warmShare == 0.5 && found.hueShares == [0.5, 0, 0, 0, 0.5, 0])
    #expect(found.entropy == 1)
  }

  @Test func aGreyPictureHasNoColour() throws {
    let image = try #require(PixelImage(width: 3, height: 3, pixels: Array(repeating: 128, count: 27)))
    let found = Aesthetics(of: image)
    #expect(found.colourfulness == 0 && found.saturation == 0 && found.contrast < 1e-12 && found.entropy == 0)
    #expect(found.symmetry == 1 && found.edgeDensity == 0 && found.sharpness < 1e-12)
    #expect(abs(found.brightness - 128.0 / 255) < 1e-12)
  }
}
