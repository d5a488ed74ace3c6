import Foundation
import Testing

@testable import Video

struct VideoFormatTests {
  @Test(arguments: [
    ("film.mp4", VideoFormat.mp4), ("film.mov", .mp4), ("film.webm", .matroska), ("film.mkv", .matroska),
    ("film.avi", .avi), ("film.ts", .mpegTransport), ("film.mpg", .mpegProgram), ("film.flv", .flash),
    ("film.wmv", .windowsMedia), ("film.ogv", .ogg),
  ])
  func containersAreToldByTheirFirstBytes(name: String, format: VideoFormat) async throws {
    let films = try Films()
    let film = try await films.draw(name, options: ["-r", "25"])
    let head = [UInt8](try Data(contentsOf: film).prefix(VideoFormat.signatureLength))
    #expect(VideoFormat(head) == format)
    for length in 0..<3 { #expect(VideoFormat(Array(head.prefix(length))) == nil) }
    for length in 3..<min(64, head.count) { _ = VideoFormat(Array(head.prefix(length))) }
  }

  @Test(arguments: ["avif", "avis", "heic", "mif1", "crx "])
  func picturesInTheSameContainerAreNone(brand: String) {
    let box: [UInt8] = [0, 0, 0, 24] + Array("ftyp".utf8)
    #expect(VideoFormat(box + Array(brand.utf8) + [0, 0, 0, 0] + Array("isomiso2".utf8)) == nil)
    if brand != "crx " {
      #expect(VideoFormat(box + Array("isom".utf8) + [0, 0, 0, 0] + Array((brand + "iso2").utf8)) == nil)
    }
    #expect(VideoFormat(box + Array("isom".utf8) + [0, 0, 0, 0] + Array("isomiso2".utf8)) == .mp4)
  }

  @Test(arguments: ["", "GIF89a", "hello", "RIFF____WEBPVP8 "])
  func otherFilesAreNone(text: String) {
    #expect(VideoFormat(Array(text.utf8)) == nil)
    #expect(VideoFormat(Array(text.utf8) + [UInt8](repeating: 0, count: 2000)) == nil)
  }
}
