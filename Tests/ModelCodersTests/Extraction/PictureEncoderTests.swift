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
    ("tokens", "pixel_values [batch, 3, height, width]"), ("patches", "none of which is one embedding"),
    ("pairs", "input_ids"), ("grey", "pixel_values [batch, 3, height, width]"),
    ("bytes", "pixel_values [batch, 3, height, width]"),
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
      Repository.tiny("two-outputs", output: "other").identity,
    ]
    #expect(Set(others.map(\.fingerprint)).count == others.count)
  }
}
