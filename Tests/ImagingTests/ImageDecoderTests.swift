import Foundation
import Testing

@testable import Imaging

@Suite("Decoding gives Pillow's pixels")
struct ImageDecoderTests {
  private let decoder = ImageDecoder(alpha: .dropped)

  @Test(arguments: Golden.all)
  func pixels(_ golden: Golden.Picture) throws {
    let image = try decoder.decode(golden.bytes())
    #expect(image.width == golden.width)
    #expect(image.height == golden.height)
    if golden.isFromAnotherDecoder {
      for (mean, expected) in zip(blockMeans(of: image), golden.blockMeans) {
        #expect(abs(mean - expected) < 2)
      }
    } else {
      #expect(crc32(image.pixels) == golden.crc32)
    }
  }

  @Test(arguments: Golden.all)
  func headerAgrees(_ golden: Golden.Picture) throws {
    let header = try decoder.header(golden.bytes())
    #expect(header.width == golden.width)
    #expect(header.height == golden.height)
  }

  @Test func contentDecidesNotTheName() throws {
    #expect(try decoder.header(Golden.bytes(of: "misnamed.png")).format == .jpeg)
  }

  /// Black writing on a transparent ground is black on white, not black on black.
  @Test func transparencyIsLaidOverWhite() throws {
    let bytes = try Golden.bytes(of: "alpha.png")
    let shown = try ImageDecoder().decode(bytes)
    let dropped = try decoder.decode(bytes)
    #expect(shown.pixels != dropped.pixels)
    #expect(zip(shown.pixels, dropped.pixels).allSatisfy { $0 >= $1 })
    #expect(Alpha.overWhite(0, 0) == 255)
    #expect(Alpha.overWhite(0, 255) == 0)
    #expect(Alpha.overWhite(100, 128) == 177)
  }

  @Test(arguments: [(1, 60), (60, 60), (61, 120), (240, 240), (241, 480), (1000, 480)])
  func scaledDecoding(_ wanted: Int, _ shortSide: Int) throws {
    let image = try decoder.decode(Golden.bytes(of: "large.jpg"), atLeast: wanted)
    #expect(min(image.width, image.height) == shortSide)
  }

  @Test func scaledDecodingIsUpright() throws {
    let bytes = try Golden.bytes(of: "orientation-6.jpg")
    let image = try decoder.decode(bytes, atLeast: 10)
    #expect(image.height > image.width)
  }

  /// Means of each channel over a 2 x 2 grid, as the fixture's script computes them.
  private func blockMeans(of image: PixelImage) -> [Double] {
    let (rows, columns) = (min(2, image.height), min(2, image.width))
    var means: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        for channel in 0..<3 {
          let ys = row * image.height / rows..<(row + 1) * image.height / rows
          let xs = column * image.width / columns..<(column + 1) * image.width / columns
          var sum = 0
          for y in ys { for x in xs { sum += Int(image.pixels[(y * image.width + x) * 3 + channel]) } }
          let count = ys.count * xs.count
          means.append(Double(sum) / Double(count))
        }
      }
    }
    return means
  }
}
