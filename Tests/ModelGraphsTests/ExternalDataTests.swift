import Foundation
import ModelGraphs
import Testing

struct ExternalDataTests {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent(
    "external-\(UUID().uuidString)")

  /// A folder of the model with a file, a link to it, a link out of it, and a linked folder.
  private func folder() throws -> URL {
    let folder = root.appendingPathComponent("model")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("inside".utf8).write(to: folder.appendingPathComponent("weights.bin"))
    try Data("secret".utf8).write(to: root.appendingPathComponent("secret"))
    for (link, target) in [("own", "weights.bin"), ("out", "../secret"), ("up", ".."), ("loop", "loop")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.appendingPathComponent(link).path, withDestinationPath: target)
    }
    return folder
  }

  @Test func whatMayBeRead() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(at: root) }
    for location in ["weights.bin", "own", "sub/none.bin"] {
      #expect(ExternalData.problem(with: location, in: folder) == nil, "\(location)")
    }
    let refused = [
      "../secret", "/etc/passwd", "sub/../../secret", "out", "up/secret", "", "./weights.bin", "a//b",
      "..\\secret",
      "*/_ORT_MEM_ADDR_/*", "loop", "we\u{0}ights",
    ]
    for location in refused {
      #expect(ExternalData.problem(with: location, in: folder) != nil, "\(location)")
    }
  }

  /// In the Hugging Face cache every file is a link into the repository's own blobs.
  @Test func blobsOfTheSameRepository() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let hub = root.appendingPathComponent("hub")
    let snapshot = hub.appendingPathComponent("models--one/snapshots/abc")
    for repository in ["models--one", "models--two"] {
      let blobs = hub.appendingPathComponent("\(repository)/blobs")
      try FileManager.default.createDirectory(at: blobs, withIntermediateDirectories: true)
      try Data(repository.utf8).write(to: blobs.appendingPathComponent("f00"))
    }
    try FileManager.default.createDirectory(at: snapshot, withIntermediateDirectories: true)
    let links = ["model.onnx_data": "../../blobs/f00", "other": "../../../models--two/blobs/f00"]
    for (link, target) in links {
      try FileManager.default.createSymbolicLink(
        atPath: snapshot.appendingPathComponent(link).path, withDestinationPath: target)
    }
    #expect(ExternalData.problem(with: "model.onnx_data", in: snapshot) == nil)
    #expect(ExternalData.problem(with: "other", in: snapshot) != nil)
  }
}
