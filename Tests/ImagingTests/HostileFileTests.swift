import Foundation
import Imaging
import Reliability
import Testing

/// Damaged files end in pixels or in an `ImageProblem`, never in a crash or a hang.
@Suite("Damaged files", .timeLimit(.minutes(10)))
struct HostileFileTests {
  private static let seed: UInt64 = 20_260_101

  @Test func damagedFilesNeverCrash() throws {
    var random = SplitMix64(seed: Self.seed)
    let decoder = ImageDecoder(pixelLimit: 1 << 20)
    let files = try Golden.all.filter { $0.file != "large.jpg" }.map { try $0.bytes() }
    var failures = 0
    for round in 0..<4000 {
      let bytes = Self.damaged(files[round % files.count], by: &random)
      do {
        let image = try decoder.decode(bytes)
        #expect(image.pixels.count == image.width * image.height * 3)
      } catch {
        failures += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(failures > 1000)
  }

  @Test func randomBytesBehindEverySignature() throws {
    var random = SplitMix64(seed: Self.seed + 1)
    let decoder = ImageDecoder(pixelLimit: 1 << 20)
    let signatures: [[UInt8]] = [
      [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Array("GIF89a".utf8),
      Array("II*\0".utf8), Array("MM\0*".utf8), Array("RIFF\0\0\u{1}\0WEBPVP8 ".utf8),
      [0, 0, 0, 0x18] + Array("ftypavif".utf8), [0, 0, 0, 0x18] + Array("ftypheic".utf8),
    ]
    for round in 0..<800 {
      let noise = (0..<Int.random(in: 0..<600, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect(throws: ImageProblem.self) { try decoder.decode(signatures[round % signatures.count] + noise) }
    }
  }

  /// A JPEG that repeats a scan without end is refused before it is decoded.
  @Test func manyScans() throws {
    let bytes = [UInt8](try Golden.bytes(of: "progressive.jpg"))
    let scan = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA })
    let body = bytes[scan..<bytes.count - 2]
    let repeated = bytes[..<scan] + (0..<200).flatMap { _ in body } + [0xFF, 0xD9]
    #expect(throws: ImageProblem.self) { try ImageDecoder().decode(Array(repeated)) }
  }

  /// Flips bytes, and now and then cuts, removes or doubles a part.
  private static func damaged(_ file: Data, by random: inout SplitMix64) -> [UInt8] {
    var bytes = [UInt8](file)
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let place = Int.random(in: bytes.indices, using: &random)
      bytes[place] = [UInt8.random(in: 0...255, using: &random), 0, 0xFF].randomElement(using: &random) ?? 0
    }
    let part = Int.random(in: bytes.indices, using: &random)
    let end = min(bytes.count, part + Int.random(in: 1...64, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.removeSubrange(part...)
    case 1: bytes.removeSubrange(part..<end)
    case 2: bytes.insert(contentsOf: bytes[part..<end], at: part)
    default: break
    }
    return bytes
  }
}
