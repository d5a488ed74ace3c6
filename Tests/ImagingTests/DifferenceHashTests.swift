import Foundation
import Imaging
import Testing

@Suite("Difference hash")
struct DifferenceHashTests {
  @Test(arguments: Golden.all.filter { !$0.isFromAnotherDecoder })
  func equalsImagehash(_ golden: Golden.Picture) throws {
    #expect(try DifferenceHash(of: ImageDecoder(alpha: .dropped).decode(golden.bytes())).hex == golden.dhash)
  }

  @Test func aSecondEncodingIsNear() throws {
    let decoder = ImageDecoder()
    let png = DifferenceHash(of: try decoder.decode(Golden.bytes(of: "plain.png")))
    let jpeg = DifferenceHash(of: try decoder.decode(Golden.bytes(of: "plain.jpg")))
    let other = DifferenceHash(of: try decoder.decode(Golden.bytes(of: "large.jpg")))
    #expect(png.distance(to: jpeg) <= 4)
    #expect(png.distance(to: other) > 8)
  }

  /// Nine columns that rise and fall, of which no sample needs to be resampled.
  @Test func aBitIsSetWhereThePictureBecomesLighter() throws {
    let row: [UInt8] = [10, 20, 20, 5, 6, 200, 100, 100, 101]
    let pixels = (0..<8).flatMap { _ in row.flatMap { [$0, $0, $0] } }
    let image = try #require(PixelImage(width: 9, height: 8, pixels: pixels))
    #expect(DifferenceHash(of: image).hex == "9999999999999999")
  }

  @Test func hexadecimal() {
    #expect(DifferenceHash(bits: 0xF0A).hex == "0000000000000f0a")
    #expect(DifferenceHash(hex: "0000000000000f0a")?.bits == 0xF0A)
    #expect(DifferenceHash(hex: "f0a") == nil)
    #expect(DifferenceHash(bits: .max).distance(to: .init(bits: 0)) == 64)
  }
}
