import Foundation
import Testing

@testable import Hub

struct ModelFolderTests {
  private let tree: ModelTree
  private let name: ModelName

  init() throws {
    tree = try ModelTree()
    name = try #require(ModelName("m"))
  }

  private func folder(entry: CatalogueEntry? = nil) throws -> ModelFolder {
    let place = tree.place(.study, "")
    return try #require(
      ModelFolder(name, at: tree.root.appendingPathComponent("m"), in: place, revision: nil, entry: entry))
  }

  @Test func partsAndPrecisions() throws {
    for stem in [
      "vision_model", "vision_model_fp16", "vision_model_q4f16", "vision_model_q4", "text_model_quantized",
    ] {
      try tree.write("m/onnx/\(stem).onnx", "12345")
    }
    try tree.write("m/onnx/vision_model_fp16.onnx_data", "123")
    try tree.write("m/onnx/vision_model_fp16.onnx_data_1", "12")
    try tree.write("m/onnx/notes.txt", "")
    let folder = try folder()
    #expect(folder.parts.count == 5)
    #expect(folder.precisions == [.fp32, .fp16, .quantized, .q4, .q4f16])
    let half = try #require(folder.part("vision_model", .fp16))
    #expect(half.graph.path == "onnx/vision_model_fp16.onnx")
    #expect(
      half.weights.map(\.path) == ["onnx/vision_model_fp16.onnx_data", "onnx/vision_model_fp16.onnx_data_1"])
    #expect(half.size == 10)
    #expect(folder.part("vision_model")?.precision == .fp32)
    #expect(folder.part("text_model")?.precision == .quantized)
    #expect(folder.part("text_model", .fp16) == nil)
    #expect(folder.size == 30)
  }

  @Test func everySuffix() {
    for precision in Precision.allCases {
      #expect(Precision.split("model\(precision.suffix)") == ("model", precision))
    }
    #expect(Precision.split("_fp16") == ("_fp16", .fp32))
    #expect(Precision.split("decoder_model_merged") == ("decoder_model_merged", .fp32))
  }

  @Test func licenceAndDimension() throws {
    try tree.write("m/model.onnx", "")
    #expect(try folder().licence == nil)
    #expect(try folder().dimension == nil)
    try tree.write("m/README.md", "---\ntags: [x]\nlicense: \"apache-2.0\"\n---\nlicense: mit\n")
    try tree.write("m/config.json", #"{"vision_config": {"hidden_size": 768}}"#)
    #expect(try folder().licence == "apache-2.0")
    #expect(try folder().dimension == 768)
    try tree.write("m/README.md", "---\nlicense: other\nlicense_name: dinov3\n---\n")
    try tree.write("m/config.json", #"{"hidden_size": 384, "projection_dim": 512}"#)
    #expect(try folder().licence == "dinov3")
    #expect(try folder().dimension == 512)
    try tree.write("m/README.md", "# no front matter\nlicense: mit\n")
    try tree.write("m/config.json", String(repeating: "[", count: 100_000))
    #expect(try folder(entry: ModelTree.entry("m")).licence == "MIT")
    #expect(try folder().dimension == nil)
  }

  @Test func pathsThatLeadOut() throws {
    try tree.write("m/model.onnx", "")
    try tree.write("secret", "x")
    let folder = try folder()
    for path in ["../secret", "/etc/passwd", "onnx/../../secret", ".", "", "a//b", "a\0b"] {
      #expect(folder.file(path) == nil)
    }
    #expect(folder.file("model.onnx")?.size == 0)
  }

  @Test func foldersInPlaceOfFiles() throws {
    try tree.write("m/onnx/model.onnx/x", "")
    #expect(
      ModelFolder(
        name, at: tree.root.appendingPathComponent("m"), in: tree.place(.study, ""), revision: nil, entry: nil
      )
        == nil)
  }
}
