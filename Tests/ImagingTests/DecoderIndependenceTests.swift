import Foundation
import Reliability
import Testing

@testable import Imaging

/// A damaged picture has its own pixels or none: never those of the picture before it, nor what memory happened to hold.
///
/// `CODEFRAME_FUZZ` is the number of mutations for each decoder; `make fuzz` takes 2,000.
@Suite("Damaged pictures do not depend on what was decoded before", .timeLimit(.minutes(20)))
struct DecoderIndependenceTests {
  private static let seed: UInt64 = 20_261_129
  private static let mutations =
    ProcessInfo.processInfo.environment["CODEFRAME_FUZZ"].flatMap(Int.init) ?? 100

  @Test(arguments: ImageFormat.allCases)
  func mutated(format: ImageFormat) throws {
    let files = try Golden.all.map { try [UInt8]($0.bytes()) }
      .filter { bytes in
        bytes.count < 200_000 && (try? bytes.withUnsafeBytes { try ImageFormat.sniff($0) }) == format
      }
    try #require(!files.isEmpty)
    var random = SplitMix64(seed: Self.seed)
    var pictures = 0
    for round in 0..<Self.mutations {
      let bytes = Self.mutated(files[round % files.count], by: &random)
      let found = Self.colours.map { colour -> Result<[UInt8], ImageProblem> in
        Self.fill(with: colour)
        return Self.pixels(of: bytes)
      }
      guard case .success(let first) = found[0] else {
        #expect(found.allSatisfy { (try? $0.get()) == nil }, "\(format) \(round): a picture only sometimes")
        continue
      }
      pictures += 1
      for other in found.dropFirst() {
        let isEqual = (try? other.get()) == first
        #expect(isEqual, "\(format) \(round): another picture after another")
      }
    }
    #expect(pictures < Self.mutations)
  }

  /// One stray byte before a marker is a warning, after which TurboJPEG took errors for warnings too.
  @Test func anErrorAfterAWarningIsAnError() throws {
    let bytes = [UInt8](try Golden.bytes(of: "plain.jpg"))
    let scan = try #require(bytes.indices.dropLast().first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA })
    var damaged = bytes
    damaged.replaceSubrange(scan..<scan, with: [0x00])
    let plain = try ImageDecoder().decode(bytes)
    #expect(
      try ImageDecoder().decode(damaged).pixels == plain.pixels, "a stray byte leaves the picture whole")
    // The scan now asks for a Huffman table that the file does not have.
    damaged[scan + 1 + 6] = 0x33
    Self.fill(with: 200)
    #expect(throws: ImageProblem.self) { try ImageDecoder().decode(damaged) }
  }

  private static let colours: [UInt8] = [0, 255, 90]

  private static func pixels(of bytes: [UInt8]) -> Result<[UInt8], ImageProblem> {
    Result { () throws(ImageProblem) in try ImageDecoder(pixelLimit: 1 << 21).decode(bytes).pixels }
  }

  /// Leaves a picture of one colour in every buffer, and its bytes in memory that is handed out next.
  private static func fill(with colour: UInt8) {
    let side = 700
    let solid = [UInt8](repeating: colour, count: side * side * 3)
    let picture = PixelImage(width: side, height: side, pixels: solid)
    if let picture {
      let jpeg = Scratch.borrowed { try? JPEGEncoder.encode($0.copy(of: picture), quality: 90) }
      if let jpeg = jpeg.flatMap(\.self) { _ = try? ImageDecoder().decode(jpeg) }
    }
    for size in [100, 1000, 5000, 20_000, 60_000, 100_000, 400_000] {
      let blocks = (0..<8).compactMap { _ in malloc(size) }
      for block in blocks { memset(block, Int32(colour), size) }
      for block in blocks { free(block) }
    }
  }

  /// Flips, cuts, removes, doubles and inserts bytes, some of them before a marker.
  private static func mutated(_ file: [UInt8], by random: inout SplitMix64) -> [UInt8] {
    var bytes = file
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...64, using: &random)))
      case 4: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 32)], at: place)
      default:
        let marker = bytes[place...].firstIndex(of: 0xFF) ?? place
        bytes.insert(UInt8.random(in: 1...254, using: &random), at: marker)
      }
      if bytes.isEmpty { return file }
    }
    return bytes
  }
}

extension Scratch {
  fileprivate static func borrowed<Value>(_ body: (Scratch) -> Value) -> Value? {
    try? borrow { (scratch) throws(ImageProblem) in body(scratch) }
  }
}
