import ContentCoding
import Foundation
import Imaging
import Inference
import Testing

@testable import ModelCoders

@Suite("Picture encoder")
struct PictureEncoderTests {
  @Test func embeddingsEqualPython() throws {
    let golden = try Repository.golden()
    let encoder = try Repository.seedling()
    #expect(try encoder.dimension() == 256)
    #expect(golden.embeddings.count == 3)
    for (name, expected) in golden.embeddings {
      let vector = try #require(
        try encoder.features(of: [Repository.images.appendingPathComponent(name)]).first?.vector)
      #expect(expected.contains { $0 > 0.5 })
      let error = zip(vector, expected).map { abs($0 - $1) }.max() ?? .infinity
      #expect(vector.count == expected.count && error <= golden.tolerance, "\(name): off by \(error)")
    }
  }

  @Test(arguments: [
    ("tokens", "pixel_values [batch, 3, height, width]"), ("pairs", "input_ids"),
    ("grey", "pixel_values [batch, 3, height, width]"), ("bytes", "pixel_values [batch, 3, height, width]"),
    ("integers", "image_embeds holds int64"),
  ])
  func aModelThatIsNoEncoderIsRefused(model: String, message: String) throws {
    let error = #expect(throws: EncoderProblem.self) { try Repository.tiny(model) }
    #expect(error?.description.hasPrefix("\(model) cannot encode pictures: ") == true)
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func anOutputThatTheModelLacksIsRefused() throws {
    let encoder = try Repository.tiny("colours", output: "pooler_output")
    let error = #expect(throws: EncoderProblem.self) { try encoder.dimension() }
    #expect(error?.description.contains("pooler_output") == true)
    var batch = encoder.makeBatch()
    try batch.add(Drawing.plain(1, 2, 3))
    #expect(throws: EncoderProblem.self) { try batch.finish() }
  }

  @Test func aSizeThatTheModelDoesNotTakeIsRefused() throws {
    let error = #expect(throws: EncoderProblem.self) { try Repository.tiny("colours", side: 16) }
    #expect(error?.description.contains("16 x 16") == true, "\(error?.description ?? "")")
  }

  @Test func aFileThatIsNoModelIsRefused() {
    #expect(throws: InferenceError.self) { try Repository.tiny("no-such-model") }
    #expect(throws: InferenceError.self) {
      try PictureEncoder(
        name: "json", model: Repository.fixture("golden.json"), modelSHA256: "",
        preprocessor: Preprocessor(
          configuration: PreprocessorConfiguration(
            resize: .shortestEdge(8), centreCrop: .init(width: 8, height: 8))))
    }
  }

  @Test func theOutputThatIsRead() throws {
    let picture = try Drawing.plain(255, 51, 0)
    func vector(_ encoder: PictureEncoder) throws -> [Float]? {
      var batch = encoder.makeBatch()
      try batch.add(picture)
      return try batch.finish().first?.vector?.map { ($0 * 100).rounded() / 100 }
    }
    #expect(try vector(Repository.tiny("colours")) == [1, 0.2, 0])
    #expect(try vector(Repository.tiny("two-outputs")) == [-1, -0.2, 0])
    #expect(try vector(Repository.tiny("two-outputs", output: "other")) == [1, 0.2, 0])
  }

  /// A picture of one colour above another, 8 x 8.
  private func halves() throws -> [UInt8] {
    let pixels = (0..<64).flatMap { $0 < 32 ? [255, 0, 0] : [0, 51, 255] as [UInt8] }
    return Drawing.tiff(try #require(PixelImage(width: 8, height: 8, pixels: pixels)))
  }

  @Test(
    arguments: [
      ("places", nil, [1, 0, 0]), ("places", .cls, [1, 0, 0]), ("places", .mean, [0.492, 0.102, 0.508]),
      ("places", .clsMean, [1, 0, 0, 0.492, 0.102, 0.508]), ("map", nil, [0.5, 0.1, 0.5]),
      ("map", .mean, [0.5, 0.1, 0.5]), ("column", nil, [0.5, 0.1, 0.5]), ("unstated", nil, [0.5, 0.1, 0.5]),
    ] as [(String, EncoderPooling?, [Float])])
  func theShapesThatAreRead(model: String, pooling: EncoderPooling?, expected: [Float]) throws {
    let encoder = try Repository.tiny(model, pooling: pooling)
    #expect(try encoder.dimension() == expected.count)
    var batch = encoder.makeBatch()
    try batch.add(Drawing.plain(0, 0, 0))
    try batch.add(halves())
    let vectors = try batch.finish().compactMap(\.vector)
    #expect(vectors.first == Array(repeating: 0, count: expected.count))
    #expect(vectors.last?.map { ($0 * 1000).rounded() / 1000 } == expected)
  }

  @Test(
    arguments: [
      ("colours", .cls, "none of which has a vector for each token, as cls needs"),
      ("map", .cls, "last_hidden_state is a map of places, of which the mean can be read and not cls"),
      ("column", .clsMean, "none of which"),
    ] as [(String, EncoderPooling, String)])
  func aPoolingThatMakesNoSenseIsRefused(model: String, pooling: EncoderPooling, message: String) throws {
    let error = #expect(throws: EncoderProblem.self) { try Repository.tiny(model, pooling: pooling) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func aPoolingOfAVectorIsRefused() throws {
    let encoder = try Repository.tiny("colours", output: "image_embeds", pooling: .mean)
    let error = #expect(throws: EncoderProblem.self) { try encoder.dimension() }
    #expect(error?.description.contains("image_embeds is one vector already") == true)
    let map = try Repository.tiny("map", output: "last_hidden_state", pooling: .cls)
    #expect(throws: EncoderProblem.self) { try map.dimension() }
  }

  @Test func anEmptyOutputIsRefused() throws {
    let error = #expect(throws: EncoderProblem.self) { try Repository.tiny("empty") }
    #expect(error?.description.contains("[1, 0], which is empty") == true, "\(error?.description ?? "")")
  }

  @Test func vectorsOfLengthOne() throws {
    let encoder = try PictureEncoder(
      name: "colours", model: Repository.fixture("colours.onnx"), modelSHA256: "colours",
      preprocessor: Preprocessor(
        configuration: try PreprocessorConfiguration(resize: .squashed(width: 8, height: 8))),
      reading: OutputReading(normalises: true))
    var batch = encoder.makeBatch()
    try batch.add(Drawing.plain(51, 68, 0))
    try batch.add(Drawing.plain(0, 0, 0))
    let vectors = try batch.finish().compactMap(\.vector)
    #expect(vectors[0].map { ($0 * 10_000).rounded() } == [6000, 8000, 0])
    #expect(vectors[1] == [0, 0, 0])
  }

  /// A model may be exported for one batch size only.
  @Test(arguments: 0...9)
  func aFixedBatchSize(count: Int) throws {
    let encoder = try Repository.tiny("batch-of-four")
    var batch = encoder.makeBatch()
    for index in 0..<count { try batch.add(Drawing.plain(UInt8(index * 25), 0, 255)) }
    let reds = try batch.finish().compactMap { $0.vector?.first.map { Int(($0 * 255).rounded()) } }
    #expect(reds == (0..<count).map { $0 * 25 })
  }

  @Test func aPictureThatCannotBeReadLeavesTheBatchAsItWas() throws {
    var batch = try Repository.tiny("colours").makeBatch()
    try batch.add(Drawing.plain(255, 0, 0))
    #expect(throws: ImageProblem.self) { try batch.add(Array("<html>".utf8)) }
    #expect(throws: ImageProblem.self) { try batch.add([]) }
    try batch.add(Drawing.plain(0, 255, 0))
    #expect(try batch.finish().map(\.vector) == [[1, 0, 0], [0, 1, 0]])
    // A finished batch can be filled again.
    try batch.add(Drawing.plain(0, 0, 255))
    #expect(try batch.finish().map(\.vector) == [[0, 0, 1]])
  }

  /// The logarithm of a colour that the picture does not have.
  @Test func numbersThatAreNotFiniteAreNoEmbedding() throws {
    var batch = try Repository.tiny("logarithm").makeBatch()
    try batch.add(Drawing.plain(255, 0, 0))
    try batch.add(Drawing.plain(255, 255, 255))
    let features = try batch.finish()
    guard
      case .unusable(let reason) = PostEmbeddings([Media(path: "red")], features: [features[0]], dimension: 3)
    else {
      Issue.record("used \(features[0])")
      return
    }
    #expect(reason.code == .invalidFeature)
    #expect(PostEmbeddings([Media(path: "white")], features: [features[1]], dimension: 3).mean == [0, 0, 0])
  }

  @Test func theFingerprintCoversWhatDecidesTheEmbedding() throws {
    let same = try [Repository.seedling(), Repository.seedling(batchSize: 3)].map(\.identity)
    #expect(same[0] == same[1])
    let others = try [
      same[0], Repository.seedling(.fast).identity, Repository.seedling(filter: .nearest).identity,
      Repository.tiny("colours").identity, Repository.tiny("two-outputs").identity,
      Repository.tiny("two-outputs", output: "other").identity, Repository.tiny("places").identity,
      Repository.tiny("places", pooling: .mean).identity,
      Repository.tiny("places", pooling: .clsMean).identity,
    ]
    #expect(Set(others.map(\.fingerprint)).count == others.count)
  }
  /// What is left out where it is as usual does not change the fingerprint.
  @Test func theFingerprintOfAPlainReadingIsAsItWas() throws {
    struct Recipe: Encodable {
      let model: String
      let preprocessing: PreprocessorConfiguration
      let way: Preprocessor.Way
      let output: String
      let version: Int
    }
    let settings = try Data(
      contentsOf: Repository.root.appendingPathComponent("Models/seedling-64/preprocessor_config.json"))
    let recipe = Recipe(
      model: "97d0adec", preprocessing: try PreprocessorConfiguration(huggingFace: settings), way: .exact,
      output: "image_embeds", version: 2)
    #expect(try Repository.seedling().identity.fingerprint == Fingerprint(of: recipe))
  }
}
