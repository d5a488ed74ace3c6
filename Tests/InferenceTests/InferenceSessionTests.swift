import Foundation
import Testing

@testable import Inference

struct InferenceSessionTests {
  @Test func describesItsTensors() throws {
    let session = try Fixtures.session("tokens")
    #expect(session.inputs.map(\.description) == ["input_ids int64 [batch, tokens]"])
    #expect(session.outputs.map(\.type) == [.float32, .int32, .uint8, .bool])
    #expect(session.outputs[0].shape == [.symbolic("batch"), .symbolic("tokens"), .fixed(2)])
    #expect(session.outputs[0].fixedLength(ofAxis: 2) == 2)
    #expect(session.outputs[0].fixedLength(ofAxis: 0) == nil)
    #expect(session.outputs[0].fixedLength(ofAxis: -1) == nil)
    #expect(session.provider == .cpu)
  }

  @Test func computesOnlyWhatIsAsked() throws {
    let session = try Fixtures.session("sum-difference")
    let inputs = [
      "a": try Tensor([5, 6] as [Float], shape: [2, 1]), "b": try Tensor([1, 2] as [Float], shape: [2, 1]),
    ]
    let outputs = try session.run(inputs, outputs: ["difference"])
    #expect(outputs.keys.sorted() == ["difference"])
    #expect(try outputs["difference"]?.elements(of: Float.self) == [4, 4])
    #expect(try session.run(inputs, outputs: []).isEmpty)
  }

  @Test(arguments: [0, 1, 2, 7])
  func anyBatch(rows: Int) throws {
    let session = try Fixtures.session("matmul", SessionOptions(threads: 2, provider: .only(.cpu)))
    let input = try Tensor([Float](repeating: 1, count: rows * 3), shape: [rows, 3])
    let output = try #require(session.run(["x": input], outputs: ["y"])["y"])
    #expect(output.shape == [rows, 2])
  }

  @Test func weightsBesideTheModel() throws {
    let input = ["x": try Tensor([1, 2, 3] as [Float], shape: [1, 3])]
    let beside = try Fixtures.session("external").run(input, outputs: ["y"])
    let within = try Fixtures.session("matmul").run(input, outputs: ["y"])
    #expect(try beside["y"]?.elements(of: Float.self) == within["y"]?.elements(of: Float.self))
  }

  @Test func severalThreadsOneSession() async throws {
    let session = try InferenceSession(model: Fixtures.seedling)
    let expected = try (1...4).map { seed in
      try session.run(["pixel_values": .squares(seeds: [seed])], outputs: ["image_embeds"])["image_embeds"]?
        .elements(of: Float.self)
    }
    try await withThrowingTaskGroup(of: (Int, [Float]?).self) { group in
      for index in 0..<16 {
        group.addTask {
          let pixels = try Tensor.squares(seeds: [UInt64(index % 4 + 1)])
          let outputs = try session.run(["pixel_values": pixels], outputs: ["image_embeds"])
          return (index % 4, try outputs["image_embeds"]?.elements(of: Float.self))
        }
      }
      for try await (index, values) in group { #expect(values == expected[index]) }
    }
  }

  @Test func inputsThatDoNotFit() throws {
    let session = try Fixtures.session("matmul")
    let row = try Tensor([1, 2, 3] as [Float], shape: [1, 3])
    let cases: [([String: Tensor], [String], String)] = [
      ([:], ["y"], "the input x float32 [batch, 3] is missing"),
      (["x": row, "z": row], ["y"], "the model has no input z; it has x float32 [batch, 3]"),
      (["x": row], ["z"], "the model has no output z; it has y float32 [batch, 2]"),
      (["x": row], ["y", "y"], "the output y is asked for twice"),
      (
        ["x": try Tensor([1, 2] as [Float], shape: [1, 2])], ["y"],
        "the input x float32 [batch, 3] cannot take float32 [1, 2]"
      ),
      (
        ["x": try Tensor([1, 2, 3] as [Float], shape: [3])], ["y"],
        "the input x float32 [batch, 3] cannot take float32 [3]"
      ),
      (
        ["x": try Tensor([1, 2, 3] as [Int64], shape: [1, 3])], ["y"],
        "the input x float32 [batch, 3] cannot take int64 [1, 3]"
      ),
    ]
    for (inputs, outputs, message) in cases {
      let error = #expect(throws: InferenceError.self) { try session.run(inputs, outputs: outputs) }
      #expect(error?.message == message)
      #expect(error?.code == .tensor)
      #expect(error?.description.contains("matmul.onnx") == true)
    }
  }

  @Test func typesThatAreNotRead() throws {
    let text = try Fixtures.session("text")
    #expect(text.inputs.first?.type.description == "string")
    let row = try Tensor([1] as [Float], shape: [1])
    #expect(throws: InferenceError.self) { try text.run(["x": row], outputs: ["y"]) }
    let error = #expect(throws: InferenceError.self) {
      try Fixtures.session("words").run(["x": row], outputs: ["y"])
    }
    #expect(error?.message == "the output y string [n] is of a type that Codeframe does not read")
  }

  @Test func aRunThatFails() throws {
    let session = try Fixtures.session("halving")
    let even = try session.run(["x": Tensor([1, 2] as [Float], shape: [2])], outputs: ["y"])
    #expect(even["y"]?.shape == [1, 2])
    let error = #expect(throws: InferenceError.self) {
      try session.run(["x": Tensor([1, 2, 3] as [Float], shape: [3])], outputs: ["y"])
    }
    #expect(error?.code == .run)
    #expect(error?.model?.lastPathComponent == "halving.onnx")
  }

  @Test func aLoopWithoutAnEndIsStopped() throws {
    let session = try Fixtures.session("endless", SessionOptions(timeLimit: .milliseconds(200)))
    let error = #expect(throws: InferenceError.self) {
      try session.run(["x": Tensor([1, 2] as [Float], shape: [2])], outputs: ["y"])
    }
    #expect(error?.code == .run)
    #expect(error?.message.contains("did not end") == true)
  }

  #if os(Linux)
  @Test func aConstantThatWouldFillTheMemoryIsRefused() throws {
    let error = #expect(throws: InferenceError.self) { try Fixtures.session("vast", SessionOptions()) }
    #expect(error?.code == .model)
    #expect(error?.message.contains("more than 2.1 GB of memory") == true)
    // What comes after has the memory that it had before.
    _ = try Fixtures.session("matmul", SessionOptions())
    var limit = rlimit()
    #expect(getrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit) == 0)
    #expect(limit.rlim_cur > rlim_t(8 << 30))
  }
  #endif

  @Test(arguments: [0, -1, 1025, .max])
  func impossibleThreads(threads: Int) {
    #expect(throws: InferenceError.self) { try Fixtures.session("matmul", SessionOptions(threads: threads)) }
  }
}
