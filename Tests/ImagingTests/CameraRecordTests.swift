import Foundation
import Reliability
import Testing

@testable import Imaging

/// What cameras wrote, as Pillow writes it (`tools/fixtures/exif.py`).
struct CameraRecordTests {
  private struct Expected: Decodable {
    let time: String?
    let camera: String?
    let latitude: Double?
    let longitude: Double?
  }

  private static let expected: [String: Expected] = {
    (try? JSONDecoder().decode([String: Expected].self, from: Golden.bytes(of: "exif.json"))) ?? [:]
  }()

  @Test(arguments: expected.keys.sorted())
  func whatACameraWroteIsRead(file: String) throws {
    let wanted = try #require(Self.expected[file])
    let found = CameraRecord(of: try Golden.bytes(of: file))
    #expect(found?.time == wanted.time && found?.camera == wanted.camera)
    #expect((found?.place == nil) == (wanted.latitude == nil))
    if let place = found?.place {
      #expect(
        abs(place.latitude - (wanted.latitude ?? 0)) < 1e-6
          && abs(place.longitude - (wanted.longitude ?? 0)) < 1e-6)
    }
  }

  @Test func otherFilesSayNothing() throws {
    #expect(Self.expected.count == 8)
    for file in ["plain.jpg", "plain.png", "orientation-6.jpg"] {
      #expect(CameraRecord(of: try Golden.bytes(of: file)) == nil, "\(file)")
    }
    #expect(CameraRecord(of: [UInt8]()) == nil)
  }

  /// Every offset comes from the file.
  @Test(arguments: ["exif-full.jpg", "exif-full.png", "exif-full.webp", "exif-plain.tiff", "exif-full.avif"])
  func damagedBlocksAreReadOrNot(file: String) throws {
    var chance = SplitMix64(seed: 17)
    let whole = Array(try Golden.bytes(of: file))
    for _ in 0..<(file.hasSuffix("jpg") || file.hasSuffix("tiff") ? 3_000 : 300) {
      var bytes = whole
      for _ in 0..<1 + chance.next(below: 5) {
        bytes[chance.next(below: bytes.count)] = UInt8(chance.next(below: 256))
      }
      if chance.next(below: 4) == 0 { bytes.removeLast(chance.next(below: bytes.count)) }
      let found = CameraRecord(of: bytes)
      #expect((found?.camera?.count ?? 0) <= 401)
    }
  }
}
