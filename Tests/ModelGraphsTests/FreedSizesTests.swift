import Foundation
import Testing

@testable import ModelGraphs

@Suite("Freed sizes")
struct FreedSizesTests {
  private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [number << 3 | 2, UInt8(bytes.count)] + bytes
  }

  private func value(_ name: String, _ axes: [[UInt8]]) -> [UInt8] {
    let shape = axes.flatMap { field(1, $0) }
    return field(1, Array(name.utf8)) + field(2, field(1, [8, 1] + field(2, shape)))
  }

  private func model(_ parts: [[UInt8]]) -> Data {
    Data([8, 8] + field(7, parts.flatMap { $0 }))
  }

  /// 10 x 3 x 224 x 32, of which 224 takes two bytes.
  private let fixed: [[UInt8]] = [[8, 10], [8, 3], [8, 0xe0, 1], [8, 32]]
  private let freed: [[UInt8]] = [[0x12, 0], [8, 3], [0x12, 1, UInt8(ascii: "n")], [0x12, 0]]

  @Test func lengthsBecomeNamesOfTheSameLength() {
    let before = model([field(11, value("x", fixed)), field(12, value("y", fixed))])
    let after = model([field(11, value("x", freed)), field(12, value("y", freed))])
    #expect(ModelGraph.freeingSizes(of: before) == after)
    #expect(ModelGraph.freeingSizes(of: after) == after)
  }

  @Test func weightsAndOtherShapesStay() {
    let weights = field(5, field(8, Array("w".utf8)))
    let before = model([weights, field(11, value("w", fixed)), field(12, value("y", [[8, 1], [8, 1_0]]))])
    #expect(ModelGraph.freeingSizes(of: before) == before)
  }

  /// Whatever is cut off or changed, nothing is read beyond the end.
  @Test func damagedBytesAreLeft() {
    let whole = model([field(11, value("x", fixed))])
    for length in 0..<whole.count {
      #expect(ModelGraph.freeingSizes(of: whole.prefix(length)).count == length)
    }
    for place in whole.indices {
      for byte in [UInt8(0), 0x7f, 0xff] {
        var changed = whole
        changed[place] = byte
        #expect(ModelGraph.freeingSizes(of: changed).count == whole.count)
      }
    }
  }
}
