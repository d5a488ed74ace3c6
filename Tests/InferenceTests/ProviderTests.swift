import Testing

@testable import Inference

struct ProviderTests {
  @Test func namesOfTheOption() {
    #expect(ProviderChoice.names == ["automatic", "cpu", "cuda", "coreml", "openvino"])
    for name in ProviderChoice.names { #expect(ProviderChoice(name)?.description == name) }
    #expect(ProviderChoice("coreml") == .only(.coreML))
    for wrong in ["gpu", "CPU", "", " cpu", "CUDAExecutionProvider"] { #expect(ProviderChoice(wrong) == nil) }
  }

  @Test func everyLibraryHasTheProcessor() throws {
    let engine = try InferenceEngine.shared()
    #expect(engine.offered.contains(.cpu))
    try engine.check(.only(.cpu))
    try engine.check(.automatic)
  }

  /// What the library lists is offered, nothing else; the error tells all that is needed to get what is not.
  @Test(arguments: Provider.allCases)
  func aProviderThatTheLibraryLacks(provider: Provider) throws {
    let engine = try InferenceEngine.shared()
    guard !engine.providers.contains(provider.listedName) else {
      #expect(engine.offered.contains(provider))
      return
    }
    #expect(!engine.offered.contains(provider))
    let early = #expect(throws: InferenceError.self) { try engine.check(.only(provider)) }
    let late = #expect(throws: InferenceError.self) {
      try Fixtures.session("matmul", SessionOptions(provider: .only(provider)))
    }
    #expect(early?.code == .provider)
    #expect(early?.message == late?.message)
    let library = engine.describe()
    for part in [
      "cannot compute on \(provider.rawValue), only on ", "cpu", library.version, library.path,
      "CODEFRAME_ONNXRUNTIME",
      provider.source,
    ] {
      #expect(early?.message.contains(part) == true, "\(part) is not in: \(early?.message ?? "")")
    }
  }

  @Test func withoutAGPUTheProcessorIsTaken() throws {
    let session = try Fixtures.session("matmul", SessionOptions(provider: .automatic))
    let hasCUDA = try InferenceEngine.shared().offered.contains(.cuda)
    #expect(session.provider == .cpu || hasCUDA)
    #expect(hasCUDA || session.fallback == nil)
  }

  /// With the plain library that is the processor alone; CODEFRAME_ONNXRUNTIME names another to be tested.
  @Test func whatIsOfferedComputesTheSame() throws {
    let input = ["pixel_values": try Tensor.squares(seeds: [1, 2, 3])]
    func embeddings(on provider: Provider) throws -> [Float] {
      let session = try InferenceSession(
        model: Fixtures.seedling, options: SessionOptions(provider: .only(provider)))
      #expect(session.provider == provider)
      let output = try session.run(input, outputs: ["image_embeds"])["image_embeds"]
      return try #require(output).elements(of: Float.self)
    }
    let expected = try embeddings(on: .cpu)
    for provider in try InferenceEngine.shared().offered {
      do {
        let error = zip(try embeddings(on: provider), expected).map { abs($0 - $1) }.max()
        #expect(try #require(error) < 1e-3, "\(provider)")
      } catch let error as InferenceError {
        // Built for it, but its hardware or its driver is not there.
        #expect(provider != .cpu && error.code == .provider, "\(error)")
      }
    }
  }
}
