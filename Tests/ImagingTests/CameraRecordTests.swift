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
    let found = CameraRecord(jpeg: try Golden.bytes(of: file))
    #expect(found?.time == wanted.time && found?.camera == wanted.camera)
    #expect((found?.place == nil) == (wanted.latitude == nil))
    if let place = found?.place {
      #expect(
        abs(place.latitude - (wanted.latitude ?? 0)) < 1e-6
          && abs(place.longitude - (wanted.longitude ?? 0)) < 1e-6)
    }
  }

  @Test func otherFilesSayNothing() throws {
    #expect(Self.expected.count == 4)
    for file in ["plain.jpg", "plain.png", "orientation-6.jpg"] {
      #expect(CameraRecord(jpeg: try Golden.bytes(of: file)) == nil, "\(file)")
    }
    #expect(CameraRecord(jpeg: [UInt8]()) == nil)
  }

  /// Every offset comes from the file.
  @Test func damagedBlocksAreReadOrNot() throws {
    var chance = SplitMix64(seed: 17)
    let whole = Array(try Golden.bytes(of: "exif-full.jpg"))
    for _ in 0..<3_000 {
      var bytes = whole
      for _ in 0..<1 + chance.next(below: 5) {
        bytes[chance.next(below: min(400, bytes.count))] = UInt8(chance.next(below: 256))
      }
      if chance.next(below: 4) == 0 { bytes.removeLast(chance.next(below: bytes.count)) }
      let found = CameraRecord(jpeg: bytes)
      #expect((found?.camera?.count ?? 0) <= 401)
    }
  }
}
