import Foundation
import Imaging
import Testing

@Suite("Pre-processing gives Pillow's values")
struct PreprocessorTests {
  @Test(arguments: Golden.all)
  func preparedBytes(_ golden: Golden.Picture) throws {
    for prepared in golden.prepared {
      let filter = try #require(ResampleFilter(name: prepared.filter))
      let configuration = try PreprocessorConfiguration(
        resize: .shortestEdge(prepared.edge), filter: filter,
        centreCrop: .init(width: prepared.crop, height: prepared.crop), rescaleFactor: 1, alpha: .dropped)
      let tensor = try Self.tensor(golden.bytes(), Preprocessor(configuration: configuration))
      let expected = Self.planes(prepared.bytes)
      let name = Comment(rawValue: "\(prepared.filter) \(prepared.edge)/\(prepared.crop)")
      if golden.isFromAnotherDecoder {
        #expect(Self.meanDifference(tensor, expected) < 3, name)
      } else {
        #expect(tensor == expected, name)
      }
    }
  }

  @Test func aDecodedPictureGivesTheSameTensor() throws {
    let bytes = try Golden.bytes(of: "large.jpg")
    let preprocessor = Preprocessor(configuration: try Self.clip)
    var tensor = [Float](repeating: 0, count: preprocessor.outputCount)
    let image = try ImageDecoder().decode(bytes)
    try tensor.withUnsafeMutableBufferPointer { try preprocessor.tensor(from: image, into: $0) }
    #expect(try tensor == Self.tensor(bytes, preprocessor))
  }

  @Test func normalisation() throws {
    let configuration = try PreprocessorConfiguration(
      resize: .squashed(width: 3, height: 2), mean: [0.5, 0.25, 0.1], standardDeviation: [0.5, 0.2, 0.4])
    let image = try #require(PixelImage(width: 1, height: 1, pixels: [200, 100, 50]))
    let preprocessor = Preprocessor(configuration: configuration)
    #expect(preprocessor.outputShape == (3, 2, 3))
    var tensor = [Float](repeating: 0, count: 18)
    try tensor.withUnsafeMutableBufferPointer { try preprocessor.tensor(from: image, into: $0) }
    let expected = [(200.0 / 255 - 0.5) / 0.5, (100.0 / 255 - 0.25) / 0.2, (50.0 / 255 - 0.1) / 0.4].map(
      Float.init)
    for channel in 0..<3 {
      #expect(tensor[channel * 6..<channel * 6 + 6].allSatisfy { $0 == expected[channel] })
    }
  }

  @Test func paddingIsBlackBeforeNormalisation() throws {
    let configuration = try PreprocessorConfiguration(
      resize: nil, centreCrop: .init(width: 4, height: 3), mean: [0.5, 0.5, 0.5],
      standardDeviation: [0.5, 0.5, 0.5])
    let white = try #require(PixelImage(width: 1, height: 1, pixels: [255, 255, 255]))
    var tensor = [Float](repeating: 0, count: 36)
    try tensor.withUnsafeMutableBufferPointer {
      try Preprocessor(configuration: configuration).tensor(from: white, into: $0)
    }
    let plane: [Float] = [-1, -1, -1, -1, -1, -1, 1, -1, -1, -1, -1, -1]
    #expect(tensor == plane + plane + plane)
  }

  @Test func theFastWayIsCloseAndAWrongFilterIsNot() throws {
    let bytes = try Golden.bytes(of: "large.jpg")
    let configuration = try PreprocessorConfiguration(
      resize: .shortestEdge(64), filter: .bicubic, centreCrop: .init(width: 64, height: 64))
    let exact = try Self.tensor(bytes, Preprocessor(configuration: configuration, way: .exact))
    let fast = try Self.tensor(bytes, Preprocessor(configuration: configuration, way: .fast))
    let wrong = try Self.tensor(bytes, Preprocessor(configuration: configuration, filterOverride: .nearest))
    #expect(fast != exact)
    #expect(Self.meanDifference(fast, exact) < 2.0 / 255)
    #expect(Self.meanDifference(wrong, exact) > 4.0 / 255)
  }

  @Test func manyThreadsGetTheSameTensors() async throws {
    let preprocessor = Preprocessor(configuration: try Self.clip)
    let files = [
      "plain.jpg", "plain.png", "cmyk.jpg", "orientation.webp", "plain.gif", "large.jpg", "plain.tif",
    ]
    let alone = try files.map { try Self.tensor(Golden.bytes(of: $0), preprocessor) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for round in 0..<42 {
        let index = round % files.count
        let bytes = try Golden.bytes(of: files[index])
        group.addTask { try Self.tensor(bytes, preprocessor) == alone[index] }
      }
      for try await same in group { #expect(same) }
    }
  }

  static var clip: PreprocessorConfiguration {
    get throws {
      try PreprocessorConfiguration(
        resize: .shortestEdge(224), centreCrop: .init(width: 224, height: 224),
        mean: [0.48145466, 0.4578275, 0.40821073], standardDeviation: [0.26862954, 0.26130258, 0.27577711])
    }
  }

  private static func tensor(_ bytes: Data, _ preprocessor: Preprocessor) throws -> [Float] {
    var tensor = [Float](repeating: .nan, count: preprocessor.outputCount)
    try tensor.withUnsafeMutableBufferPointer { try preprocessor.tensor(from: bytes, into: $0) }
    return tensor
  }

  /// Interleaved bytes as three planes.
  private static func planes(_ bytes: Data) -> [Float] {
    (0..<3).flatMap { channel in stride(from: channel, to: bytes.count, by: 3).map { Float(bytes[$0]) } }
  }

  private static func meanDifference(_ left: [Float], _ right: [Float]) -> Float {
    zip(left, right).map { abs($0 - $1) }.reduce(0, +) / Float(left.count)
  }
}
