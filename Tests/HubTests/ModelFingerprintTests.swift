import Foundation
import Synchronization
import Testing

@testable import Hub

struct ModelFingerprintTests {
  private let tree: ModelTree

  init() throws { tree = try ModelTree() }

  private func folder(_ name: String, _ entry: CatalogueEntry? = nil) throws -> ModelFolder {
    let catalogue = ModelCatalogue(models: entry.map { [$0] } ?? [])
    return try ModelLocator(places: [tree.place(.study, "models")], catalogue: catalogue).find(name)
  }

  /// NIST's example: SHA-256 of "abc"; and of one million times "a", which takes no whole number of pieces.
  @Test func hashes() throws {
    try tree.write("models/m/model.onnx", "abc")
    try tree.write("models/m/model_fp16.onnx", String(repeating: "a", count: 1_000_000))
    try tree.write("models/m/model_q4.onnx", String(repeating: "b", count: 3 << 20))
    let folder = try folder("m")
    #expect(
      try folder.file("model.onnx")?.sha256()
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      try folder.file("model_fp16.onnx")?.sha256()
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    #expect(try folder.file("model_q4.onnx")?.sha256().count == 64)
  }

  /// `sha256sum config.json onnx/model.onnx | sha256sum` over these two files.
  @Test func isWhatSha256sumGives() throws {
    try tree.write("models/m/onnx/model.onnx", "abc")
    try tree.write("models/m/config.json", "{}")
    try tree.write("models/m/README.md", "not needed")
    let folder = try folder("m")
    #expect(
      try folder.fingerprint(of: folder.parts).sha256
        == "01848fbe7d7d4336b88c699a40fdb958434d10977272d8a6c6817abf710c75b0")
    try tree.write("models/m/onnx/model_fp16.onnx", "other")
    let part = try #require(folder.part("model"))
    #expect(
      try folder.fingerprint(of: [part]).sha256
        == "01848fbe7d7d4336b88c699a40fdb958434d10977272d8a6c6817abf710c75b0")
    try tree.write("models/m/config.json", "{ }")
    #expect(
      try folder.fingerprint(of: [part]).sha256
        != "01848fbe7d7d4336b88c699a40fdb958434d10977272d8a6c6817abf710c75b0")
  }

  @Test func hashesCanBeKept() throws {
    try tree.write("models/m/model.onnx", "abc")
    let folder = try folder("m")
    let asked = Mutex<[String]>([])
    let kept = try folder.fingerprint(of: folder.parts) { file throws(ModelFileError) in
      asked.withLock { $0.append(file.path) }
      return try file.sha256()
    }
    #expect(asked.withLock { $0 } == ["model.onnx"])
    #expect(try kept == folder.fingerprint(of: folder.parts))
  }

  @Test func verification() throws {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let entry = ModelTree.entry(
      "m",
      files: [
        .init(path: "config.json", size: 2), .init(path: "model.onnx", size: 3, sha256: abc),
        .init(path: "tokenizer.json"),
      ])
    try tree.write("models/m/model.onnx", "abc")
    try tree.write("models/m/config.json", "{}")
    let folder = try folder("m", entry)
    #expect(folder.missingFiles == ["tokenizer.json"])
    #expect(try folder.verify().map(\.path) == ["config.json", "model.onnx", "tokenizer.json"])
    #expect(try folder.verify().map(\.result) == [.unrecorded, .matches, .missing])
    try tree.write("models/m/model.onnx", "abd")
    guard case .differs(let expected, _) = try folder.verify()[1].result else {
      Issue.record("a changed file passes")
      return
    }
    #expect(expected == "SHA-256 \(abc)")
    try tree.write("models/m/model.onnx", "abcd")
    #expect(try folder.verify()[1].result == .differs(expected: "3 bytes", found: "4 bytes"))
  }

  @Test func anotherPrecisionWillDo() throws {
    let files = ["onnx/model.onnx", "onnx/text_model.onnx"].map { CatalogueEntry.File(path: $0) }
    try tree.write("models/m/onnx/model_fp16.onnx", "abc")
    let folder = try folder("m", ModelTree.entry("m", files: files))
    #expect(folder.missingFiles == ["onnx/text_model.onnx"])
    let results = try folder.verify()
    #expect(results.map(\.path) == ["onnx/model_fp16.onnx", "onnx/text_model.onnx"])
    #expect(results.map(\.result) == [.unrecorded, .missing])
  }

  @Test func aFileThatWentAway() throws {
    try tree.write("models/m/model.onnx", "abc")
    let folder = try folder("m")
    try FileManager.default.removeItem(at: tree.root.appendingPathComponent("models/m/model.onnx"))
    let error = #expect(throws: ModelFileError.self) { try folder.fingerprint(of: folder.parts) }
    #expect(error?.description.contains("model.onnx cannot be read: No such file") == true)
  }
}
