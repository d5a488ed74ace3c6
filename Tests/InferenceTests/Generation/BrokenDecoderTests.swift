import Foundation
import Inference
import Testing

/// Models that are none, or that answer nonsense, are errors that name the file.
struct BrokenDecoderTests {
  private func toy(_ name: String) -> URL { Fixtures.file("generation/\(name).onnx") }

  private func model(
    encoder: String = "encoder", first: String = "first", later: String = "later"
  ) throws -> EncoderDecoder {
    try EncoderDecoder(
      EncoderDecoderFiles(
        encoder: toy(encoder), decoder: .separate(first: toy(first), later: toy(later))))
  }

  private func generate(_ model: EncoderDecoder) throws -> [Int] {
    try model.generate(from: [3, 1, 2], GenerationRules(start: 0, ends: [9], maxTokens: 3))
  }

  @Test func theWholeOneAnswers() throws {
    #expect(try generate(model()) == [2, 2, 2])
    let likelihoods = try model().logLikelihoods(of: [[2, 0], [2]], from: [3], start: 0)
    let total = log(exp(0.0) + exp(1.0) + exp(3.0) + exp(2.0))
    #expect(abs(likelihoods[0][0] - (3 - total)) < 1e-6 && abs(likelihoods[0][1] + total) < 1e-6)
    #expect(likelihoods[1] == [likelihoods[0][0]])
  }

  @Test(arguments: ["first", "later"], ["not-a-number", "infinite", "without-tokens", "of-two"])
  func scoresThatAreNone(step: String, fault: String) throws {
    let broken = "\(step)-\(fault)"
    let model = try model(
      first: step == "first" ? broken : "first", later: step == "later" ? broken : "later")
    let error = #expect(throws: InferenceError.self) { try generate(model) }
    #expect(error?.code == .run && error?.model == toy(broken), "\(String(describing: error))")
    #expect(throws: InferenceError.self) { try model.logLikelihoods(of: [[2, 2]], from: [3], start: 0) }
  }

  @Test func answersOfAnotherShape() throws {
    for (encoder, first, later) in [
      ("encoder-of-two", "first", "later"), ("encoder", "first-with-a-long-cache", "later"),
      ("encoder", "first", "later-with-the-same-cache"),
    ] {
      let model = try model(encoder: encoder, first: first, later: later)
      let error = #expect(throws: InferenceError.self) { try generate(model) }
      #expect(error?.code == .run, "\(String(describing: error))")
      #expect([encoder, first, later].contains { error?.model == toy($0) })
    }
  }

  @Test(arguments: [
    ("encoder", "first-without-cache", "later", "present.0.decoder.key"),
    ("encoder", "first", "later-without-cache", "keys"),
    ("encoder", "later", "later", "it takes a cache"), ("encoder", "first", "first", "takes no cache"),
    ("encoder", "first", "encoder", "attention_mask"), ("first", "first", "later", "an encoder takes"),
    ("encoder", "nothing", "later", "no such file"),
  ])
  func filesThatAreNoSuchPart(encoder: String, first: String, later: String, message: String) throws {
    let error = #expect(throws: InferenceError.self) {
      try model(encoder: encoder, first: first, later: later)
    }
    #expect(error?.code == .model && error?.model != nil)
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func aFlatCache() throws {
    #expect(throws: InferenceError.self) {
      try generate(try model(first: "first-with-a-flat-cache"))
    }
  }

  @Test func layoutsAreToldApart() throws {
    let files = GeneratorFixture.files(.separate)
    let merged = GeneratorFixture.part("decoder_model_merged")
    let none = #expect(throws: InferenceError.self) {
      try EncoderDecoder(
        EncoderDecoderFiles(
          encoder: files.encoder, decoder: .merged(GeneratorFixture.part("decoder_with_past_model"))))
    }
    #expect(none?.message.contains("use_cache_branch") == true)
    let both = #expect(throws: InferenceError.self) {
      try EncoderDecoder(
        EncoderDecoderFiles(encoder: files.encoder, decoder: .separate(first: merged, later: merged)))
    }
    #expect(both?.message.contains("merged") == true)
  }

  /// An output that the engine gives in the input's own memory is read when the input is gone.
  @Test func anOutputThatIsAnInput() throws {
    let session = try Fixtures.session("same")
    var outputs: [Tensor] = []
    for number in 0..<50 {
      let input = try Tensor([Float](repeating: Float(number), count: 1000), shape: [1000])
      outputs.append(try #require(session.run(["x": input], outputs: ["y"])["y"]))
    }
    for (number, output) in outputs.enumerated() {
      #expect(try output.elements(of: Float.self).allSatisfy { $0 == Float(number) })
    }
  }

  /// An output that is one of the model's weights outlives the session.
  @Test func anOutputThatIsAWeight() throws {
    func scores() throws -> Tensor {
      let session = try InferenceSession(model: toy("first"))
      let given = [
        "input_ids": try Tensor([Int64(1)], shape: [1, 1]),
        "encoder_hidden_states": try Tensor([Float(1)], shape: [1, 1, 1]),
      ]
      return try #require(session.run(given, outputs: ["logits"])["logits"])
    }
    let kept = try (0..<20).map { _ in try scores() }
    for tensor in kept { #expect(try tensor.elements(of: Float.self) == [0, 1, 3, 2]) }
  }
}
