import Inference
import Testing

struct TensorTests {
  @Test func elementsComeBack() throws {
    #expect(
      try Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3]).elements(of: Float.self) == [1, 2, 3, 4, 5, 6])
    #expect(try Tensor([true, false], shape: [2]).elements(of: Bool.self) == [true, false])
    #expect(try Tensor([UInt8.max], shape: [1, 1]).elements(of: UInt8.self) == [255])
    #expect(try Tensor([Int32.min], shape: []).elements(of: Int32.self) == [.min])
  }

  @Test func filledInPlace() throws {
    let tensor = try Tensor(shape: [2, 2], of: Int64.self) { buffer in
      buffer[1] = 7
      buffer[3] = 9
    }
    #expect(try tensor.elements(of: Int64.self) == [0, 7, 0, 9])
    #expect(tensor.description == "int64 [2, 2]")
  }

  @Test func emptyTensors() throws {
    let empty = try Tensor([] as [Float], shape: [0, 3])
    #expect(empty.count == 0)
    #expect(try empty.elements(of: Float.self).isEmpty)
    #expect(try Tensor([] as [Float], shape: [.max, .max, 0]).count == 0)
  }

  @Test(arguments: [[2], [3, 3], [-1, -4], [.max, 2], [.max, .max], [.min], [0, -1], [1 << 62, 4]])
  func shapesThatDoNotFit(shape: [Int]) {
    #expect(throws: InferenceError.self) { try Tensor([1, 2, 3, 4] as [Float], shape: shape) }
  }

  @Test func anotherTypeIsAnError() throws {
    let tensor = try Tensor([1] as [Float], shape: [1])
    let error = #expect(throws: InferenceError.self) { try tensor.elements(of: Int64.self) }
    #expect(error?.code == .tensor)
    #expect(error?.description == "the tensor holds float32, not int64")
  }

  @Test func fillErrorsPassThrough() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try Tensor(shape: [4], of: Float.self) { _ in throw Stop() } }
  }
}
