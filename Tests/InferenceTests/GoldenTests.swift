import Foundation
import Inference
import Testing

/// Against ONNX Runtime's own Python interface, within 1e-4 absolute.
struct GoldenTests {
  @Test(arguments: try Goldens.read().cases.map(\.model))
  func tinyModels(model: String) throws {
    let goldens = try Goldens.read()
    let golden = try #require(goldens.cases.first { $0.model == model })
    let session = try Fixtures.session(model)
    var inputs: [String: Tensor] = [:]
    for input in session.inputs {
      inputs[input.name] = try tensor(#require(golden.inputs[input.name]), of: input.type)
    }
    let outputs = try session.run(inputs, outputs: session.outputs.map(\.name))
    #expect(Set(outputs.keys) == Set(golden.outputs.keys))
    for (name, expected) in golden.outputs {
      let output = try #require(outputs[name])
      #expect(output.shape == expected.shape)
      try expect(output, expected, within: goldens.tolerance)
    }
  }

  @Test func seedlingEmbeddings() throws {
    let goldens = try Goldens.read()
    let session = try InferenceSession(model: Fixtures.seedling)
    #expect(session.inputs.map(\.name) == ["pixel_values"])
    #expect(session.outputs.map(\.name) == ["image_embeds"])
    #expect(session.outputs.first?.fixedLength(ofAxis: 1) == 256)
    let pixels = try Tensor.squares(seeds: goldens.embeddings.map(\.seed))
    let output = try #require(
      session.run(["pixel_values": pixels], outputs: ["image_embeds"])["image_embeds"])
    #expect(output.shape == [goldens.embeddings.count, 256])
    let expected = goldens.embeddings.flatMap(\.values)
    let values = try output.elements(of: Float.self)
    #expect(expected.contains { $0 > 1 })
    #expect(zip(values, expected).allSatisfy { abs(Double($0) - Double($1)) <= goldens.tolerance })
  }

  private func tensor(_ array: Goldens.Array, of type: ElementType) throws -> Tensor {
    switch type {
    case .int64: try Tensor(array.values.map { Int64($0.number) }, shape: array.shape)
    case .int32: try Tensor(array.values.map { Int32($0.number) }, shape: array.shape)
    case .uint8: try Tensor(array.values.map { UInt8($0.number) }, shape: array.shape)
    case .bool: try Tensor(array.values.map(\.flag), shape: array.shape)
    default: try Tensor(array.values.map { Float($0.number) }, shape: array.shape)
    }
  }

  private func expect(_ output: Tensor, _ expected: Goldens.Array, within tolerance: Double) throws {
    switch output.type {
    case .int64: #expect(try output.elements(of: Int64.self) == expected.values.map { Int64($0.number) })
    case .int32: #expect(try output.elements(of: Int32.self) == expected.values.map { Int32($0.number) })
    case .uint8: #expect(try output.elements(of: UInt8.self) == expected.values.map { UInt8($0.number) })
    case .bool: #expect(try output.elements(of: Bool.self) == expected.values.map(\.flag))
    default:
      let values = try output.elements(of: Float.self)
      #expect(values.count == expected.values.count)
      #expect(zip(values, expected.values).allSatisfy { abs(Double($0) - $1.number) <= tolerance })
    }
  }
}
