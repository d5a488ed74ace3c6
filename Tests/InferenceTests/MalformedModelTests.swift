import Foundation
import Inference
import Reliability
import Testing

/// A damaged model is an error that names the file, and never a crash.
struct MalformedModelTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("codeframe-malformed-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func open(_ bytes: Data) throws -> InferenceSession {
    let file = folder.appendingPathComponent("\(UUID().uuidString).onnx")
    try bytes.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try InferenceSession(model: file)
  }

  private func clean() { try? FileManager.default.removeItem(at: folder) }

  @Test func cutAnywhere() throws {
    defer { clean() }
    let whole = try Data(contentsOf: Fixtures.file("tokens.onnx"))
    var refused = 0
    for length in 0..<whole.count {
      do {
        _ = try open(whole.prefix(length))
      } catch let error as InferenceError {
        #expect(error.code == .model)
        #expect(error.description.contains(folder.lastPathComponent))
        refused += 1
      }
    }
    // What is cut at the very end of a field may still be a whole model; nothing shorter is.
    #expect(refused > whole.count * 9 / 10)
    _ = try open(whole)
  }

  @Test func theSeedlingCut() throws {
    defer { clean() }
    let whole = try Data(contentsOf: Fixtures.seedling)
    var generator = SplitMix64(seed: 7)
    for _ in 0..<12 {
      let length = Int.random(in: 0..<whole.count - 4096, using: &generator)
      #expect(throws: InferenceError.self) { try open(whole.prefix(length)) }
    }
  }

  @Test func randomBytes() throws {
    defer { clean() }
    var generator = SplitMix64(seed: 11)
    for length in [0, 1, 2, 16, 255, 4096, 65_536] {
      let bytes = Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
      #expect(throws: InferenceError.self) { try open(bytes) }
    }
  }

  @Test func changedBytes() throws {
    defer { clean() }
    let whole = try Data(contentsOf: Fixtures.file("sum-difference.onnx"))
    var generator = SplitMix64(seed: 13)
    for _ in 0..<200 {
      var bytes = whole
      bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      do {
        _ = try open(bytes)
      } catch let error as InferenceError {
        #expect(error.code == .model)
      }
    }
  }

  @Test func weightsThatAreNotThere() throws {
    defer { clean() }
    let error = #expect(throws: InferenceError.self) {
      try open(Data(contentsOf: Fixtures.file("external.onnx")))
    }
    #expect(error?.message.contains("external.onnx_data") == true)
  }

  @Test func noFileAtAll() throws {
    defer { clean() }
    let missing = #expect(throws: InferenceError.self) {
      try InferenceSession(model: folder.appendingPathComponent("none.onnx"))
    }
    #expect(missing?.description == "\(folder.path)/none.onnx: there is no such file")
    let directory = #expect(throws: InferenceError.self) { try InferenceSession(model: folder) }
    #expect(directory?.message == "this is a folder, not an .onnx file")
  }
}
