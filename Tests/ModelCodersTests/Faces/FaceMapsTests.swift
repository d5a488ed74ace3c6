import Foundation
import Testing

@testable import ModelCoders

@Suite("Face maps")
struct FaceMapsTests {
  private func boxes(_ heat: [Float], _ sizes: [Float], _ offsets: [Float], width: Int) -> [FaceMaps.Box] {
    heat.withUnsafeBufferPointer { heat in
      sizes.withUnsafeBufferPointer { sizes in
        offsets.withUnsafeBufferPointer { offsets in
          FaceMaps(width: width, height: heat.count / width, heat: heat, sizes: sizes, offsets: offsets)
            .boxes()
        }
      }
    }
  }

  private func floats(_ data: Data) -> [Float] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
  }

  /// The same boxes, corners within .001 pixels, for the reference computes in single precision.
  @Test(arguments: 0..<4)
  func boxesAreThoseOfTheReference(number: Int) throws {
    let golden = try FacesGolden.read().maps[number]
    let found = boxes(floats(golden.heat), floats(golden.sizes), floats(golden.offsets), width: golden.width)
    let reference = golden.boxes.sorted { $0[4] > $1[4] }
    #expect(found.count == reference.count && !found.isEmpty)
    for (box, wanted) in zip(found, reference) {
      for (one, other) in zip([box.left, box.top, box.right, box.bottom, box.confidence], wanted) {
        #expect(abs(one - other) < 0.001)
      }
    }
  }

  /// Numbers that make no sense make no face and no crash.
  @Test func wildNumbersAreNoFaces() {
    let wild: [Float] = [.nan, .infinity, -.infinity, 1e30, -1e30, 0.9]
    for value in wild {
      let found = boxes(
        Array(repeating: 0.9, count: 16), Array(repeating: value, count: 32),
        Array(repeating: value, count: 32),
        width: 4)
      for box in found {
        #expect(box.left >= 0 && box.top >= 0 && box.right <= 16 && box.bottom <= 16 && box.area > 0)
      }
    }
    #expect(boxes([.nan], [0, 0], [0, 0], width: 1).isEmpty)
  }
}
