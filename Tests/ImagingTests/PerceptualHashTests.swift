import Foundation
import Imaging
import Testing

@Suite("Perceptual hash")
struct PerceptualHashTests {
  @Test(arguments: Golden.all.filter { !$0.isFromAnotherDecoder })
  func equalsImagehash(_ golden: Golden.Picture) throws {
    #expect(try PerceptualHash(of: ImageDecoder(alpha: .dropped).decode(golden.bytes())).hex == golden.phash)
  }

  @Test func aSecondEncodingIsNear() throws {
    let decoder = ImageDecoder()
    let png = PerceptualHash(of: try decoder.decode(Golden.bytes(of: "plain.png")))
    let jpeg = PerceptualHash(of: try decoder.decode(Golden.bytes(of: "plain.jpg")))
    let other = PerceptualHash(of: try decoder.decode(Golden.bytes(of: "large.jpg")))
    #expect(png.distance(to: jpeg) <= 4)
    #expect(png.distance(to: other) > 8)
  }

  @Test func hexadecimal() {
    #expect(PerceptualHash(bits: 0xF0A).hex == "0000000000000f0a")
    #expect(PerceptualHash(hex: "0000000000000f0a")?.bits == 0xF0A)
    #expect(PerceptualHash(hex: "f0a") == nil)
    #expect(PerceptualHash(hex: "+000000000000f0a") == nil)
    #expect(PerceptualHash(bits: .max).distance(to: .init(bits: 0)) == 64)
  }
}
