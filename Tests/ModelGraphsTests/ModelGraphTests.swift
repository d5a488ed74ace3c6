import Foundation
import Testing

@testable import ModelGraphs

struct ModelGraphTests {
  private func graph(_ bytes: [UInt8]) throws -> ModelGraph {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "graph-\(UUID().uuidString).onnx")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try ModelGraph(contentsOf: file)
  }

  /// A field with a length.
  private func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    precondition(content.count < 1 << 14)
    return [number << 3 | 2, UInt8(content.count & 127 | 128), UInt8(content.count >> 7)] + content
  }

  private func node(_ name: String, _ attributes: [UInt8] = []) -> [UInt8] {
    field(1, field(4, Array(name.utf8)) + attributes)
  }

  @Test func operatorsOfAFile() throws {
    let graph = try graph(field(7, node("MatMul")))
    #expect(graph.operators == ["MatMul"])
    #expect(graph.externalLocations.isEmpty)
    #expect(graph.keepsRowsApart)
  }

  @Test func rowsThatAreMeasuredTogether() throws {
    let quantised = try graph(field(7, node("Conv") + node("DynamicQuantizeLinear") + node("MatMulInteger")))
    #expect(quantised.operators == ["Conv", "DynamicQuantizeLinear", "MatMulInteger"])
    #expect(!quantised.keepsRowsApart)
    #expect(try graph(field(7, node("QuantizeLinear"))).keepsRowsApart)
  }

  /// In the branch of an `If`, in a list of graphs, and in a function of the model.
  @Test func operatorsInside() throws {
    let branch = field(5, field(6, node("Inner")))
    let branches = field(5, field(11, node("First")) + field(11, node("Second")))
    let function = [25 << 3 & 0x7f | 2 | 0x80, UInt8(25 >> 4)] as [UInt8]
    let body = field(7, field(4, Array("Own".utf8)))
    let bytes = field(7, node("If", branch) + node("Case", branches)) + function + [UInt8(body.count)] + body
    #expect(try graph(bytes).operators == ["If", "Inner", "Case", "First", "Second", "Own"])
  }

  @Test func fieldsOfOtherKindsArePassedOver() throws {
    let others: [UInt8] =
      [8, 0xff, 0xff, 1, 1 << 3 | 1] + [UInt8](repeating: 9, count: 8) + [1 << 3 | 5, 1, 2, 3, 4]
    #expect(try graph(others + field(7, node("Relu"))).operators == ["Relu"])
  }

  /// Of an initializer, of a constant, and of a sparse tensor within a branch; whatever the file is called.
  @Test func whereWeightsLie() throws {
    func entry(_ key: String, _ value: String) -> [UInt8] {
      field(13, field(1, Array(key.utf8)) + field(2, Array(value.utf8)))
    }
    let tensor = entry("location", "weights.pth") + entry("offset", "0") + entry("length", "12")
    let constant = node("Constant", field(5, field(5, entry("location", "constant.bin"))))
    let sparse = wide(22, field(1, entry("location", "sparse.bin")))
    let branch = node("If", field(5, field(6, node("Constant", field(5, sparse)))))
    let graph = try graph(field(7, constant + branch + field(5, tensor)))
    #expect(graph.externalLocations == ["constant.bin", "sparse.bin", "weights.pth"])
  }

  /// A field with a length and a number above 15.
  private func wide(_ number: Int, _ content: [UInt8]) -> [UInt8] {
    [UInt8(number << 3 & 0x7F | 2 | 0x80), UInt8(number >> 4), UInt8(content.count)] + content
  }

  @Test func bytesThatAreNoModel() throws {
    let model = field(7, node("Relu"))
    var deep = node("Relu")
    for _ in 0..<100 { deep = node("If", field(5, field(6, deep))) }
    let cases: [[UInt8]] = [
      [], Array("no model".utf8), Array(model.dropLast()), [7 << 3 | 2, 0xff, 0xff, 0xff, 0xff, 0x0f],
      [UInt8](repeating: 0xff, count: 100), [7 << 3 | 2, 0], field(7, deep),
    ]
    for bytes in cases {
      #expect(throws: ModelGraphError.self) { try graph(bytes) }
    }
    #expect(throws: ModelGraphError.self) {
      try ModelGraph(contentsOf: URL(fileURLWithPath: "/nowhere/model.onnx"))
    }
  }
}
