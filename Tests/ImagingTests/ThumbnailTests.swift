import Foundation
import Imaging
import Testing

@Suite("Thumbnails")
struct ThumbnailTests {
  @Test func isSmallUprightAndBare() throws {
    let small = try thumbnail(of: Golden.bytes(of: "orientation-6.jpg"), longestSide: 20, quality: 80)
    let header = try ImageDecoder().header(small)
    #expect(header == .init(format: .jpeg, width: 13, height: 20))
    #expect(Data(small).range(of: Data("Exif".utf8)) == nil)
  }

  @Test func neverLarger() throws {
    let header = try ImageDecoder().header(
      thumbnail(of: Golden.bytes(of: "plain.png"), longestSide: 500, quality: 80))
    #expect((header.width, header.height) == (97, 61))
  }

  @Test func looksLikeThePicture() throws {
    let decoder = ImageDecoder()
    let bytes = try Golden.bytes(of: "large.jpg")
    let small = try decoder.decode(thumbnail(of: bytes, longestSide: 200, quality: 90))
    #expect(PerceptualHash(of: small).distance(to: PerceptualHash(of: try decoder.decode(bytes))) <= 6)
  }

  @Test func webPShowsTheSame() throws {
    let picture = try Golden.bytes(of: "large.jpg")
    let webp = try thumbnail(of: picture, longestSide: 200, quality: 85, as: .webp)
    #expect(webp.starts(with: Array("RIFF".utf8)) && webp.dropFirst(8).starts(with: Array("WEBP".utf8)))
    let decoder = ImageDecoder()
    let jpeg = try decoder.decode(thumbnail(of: picture, longestSide: 200, quality: 85))
    let shown = try decoder.decode(webp)
    #expect(shown.width == jpeg.width && shown.height == jpeg.height)
    #expect(PerceptualHash(of: shown).distance(to: PerceptualHash(of: jpeg)) <= 4)
  }
}
