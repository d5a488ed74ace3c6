import Foundation
import Testing

@testable import Hub

struct ModelLocatorTests {
  private let tree: ModelTree
  private static let commit = "0123456789abcdef0123456789abcdef01234567"
  private static let older = "fedcba9876543210fedcba9876543210fedcba98"

  init() throws { tree = try ModelTree() }

  private func shelf(_ models: [CatalogueEntry] = []) -> ModelLocator {
    ModelLocator(
      places: [
        tree.place(.study, "study/models"), tree.place(.home, "home/models"), tree.place(.cache, "cache"),
      ],
      catalogue: ModelCatalogue(models: models))
  }

  @Test func theFirstPlaceGivesIt() throws {
    try tree.write("home/models/m/model.onnx", "")
    #expect(try shelf().find("m").place.kind == .home)
    try tree.write("study/models/m/model.onnx", "")
    #expect(try shelf().find("m").place.kind == .study)
    try tree.write("study/models/owner/n/onnx/model.onnx", "")
    #expect(try shelf().find("owner/n").url.path == tree.root.path + "/study/models/owner/n")
  }

  @Test func theCacheOfTheHub() throws {
    let model = "cache/models--Xenova--clip"
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    try tree.write("\(model)/blobs/\(hash)", "abc")
    try tree.link("\(model)/snapshots/\(Self.commit)/onnx/vision_model.onnx", to: "../../../blobs/\(hash)")
    try tree.write("\(model)/snapshots/\(Self.older)/onnx/vision_model.onnx", "old")
    try tree.write("\(model)/refs/main", Self.commit + "\n")
    let found = try shelf().find("Xenova/clip")
    #expect(found.revision == Self.commit)
    #expect(found.parts.first?.size == 3)
    #expect(try found.verify().map(\.result) == [.matches])
    #expect(try shelf().find("Xenova/clip@\(Self.older)").revision == Self.older)
    #expect(try shelf().find("Xenova/clip@main").revision == Self.commit)
    #expect(throws: ModelNotFound.self) { try shelf().find("Xenova/clip@other") }
    try tree.write("\(model)/blobs/\(hash)", "abd")
    #expect(try found.verify().map(\.result) != [.matches])
  }

  @Test func aCacheWithoutBranch() throws {
    try tree.write("cache/models--a--b/snapshots/\(Self.commit)/model.onnx", "")
    #expect(try shelf().find("a/b").revision == Self.commit)
    try tree.write("cache/models--a--b/snapshots/\(Self.older)/model.onnx", "")
    #expect(throws: ModelNotFound.self) { try shelf().find("a/b") }
    try tree.write("cache/models--a--b/refs/main", "../../../../etc")
    #expect(throws: ModelNotFound.self) { try shelf().find("a/b") }
  }

  /// Some repositories keep another export of the model on a branch of its own.
  @Test func theBranchThatTheCatalogueNames() throws {
    let entry = ModelTree.entry("bert", repository: "Xenova/bert", revision: "default")
    let model = "cache/models--Xenova--bert"
    for (commit, branch) in [(Self.commit, "main"), (Self.older, "default")] {
      try tree.write("\(model)/snapshots/\(commit)/onnx/model.onnx", branch)
      try tree.write("\(model)/refs/\(branch)", commit)
    }
    #expect(try shelf([entry]).find("bert").revision == Self.older)
    #expect(try shelf([entry]).find("bert@main").revision == Self.commit)
    #expect(try shelf([entry]).find("Xenova/bert").revision == Self.commit)
    try tree.write("home/models/Xenova/bert/onnx/model.onnx", "")
    #expect(try shelf([entry]).find("bert").place.kind == .home)
  }

  @Test func theExportOfAKnownModel() throws {
    let entry = ModelTree.entry("openai/clip", repository: "Xenova/clip")
    let absent = #expect(throws: ModelNotFound.self) { try shelf([entry]).find("openai/clip") }
    #expect(absent?.reason == .notHere(repository: "Xenova/clip"))
    try tree.write("cache/models--Xenova--clip/snapshots/\(Self.commit)/model.onnx", "")
    let found = try shelf([entry]).find("openai/clip")
    #expect(found.name.path == "openai/clip")
    #expect(found.entry?.licence == "MIT")
    #expect(try shelf([entry]).find("Xenova/clip").url == found.url)
  }

  @Test func notFoundSaysWhere() throws {
    try tree.write("study/models/dinov2-small/model.onnx", "")
    try tree.write("home/models/empty/readme.txt", "")
    let unknown = #expect(throws: ModelNotFound.self) { try shelf().find("dinov2-smal") }
    #expect(unknown?.nearNames == ["dinov2-small"])
    let text = try #require(unknown?.description)
    #expect(text.contains("The model dinov2-smal was not found."))
    #expect(text.contains("\(tree.root.path)/study/models (study)"))
    #expect(text.contains("\(tree.root.path)/cache (cache)"))
    let empty = #expect(throws: ModelNotFound.self) { try shelf().find("empty") }
    #expect(empty?.description.contains("has no .onnx file in \(tree.root.path)/home/models/empty") == true)
    let hostile = #expect(throws: ModelNotFound.self) { try shelf().find("../../study/models/dinov2-small") }
    #expect(hostile?.reason == .noName)
  }

  @Test func theList() throws {
    let known = ModelTree.entry("known", files: [.init(path: "config.json")])
    try tree.write("study/models/known/model.onnx", "")
    try tree.write("home/models/mine/model_fp16.onnx", "1234")
    try tree.write("home/models/mine/README.md", "---\nlicense: mit\n---\n")
    try tree.write("cache/models--a--b/snapshots/\(Self.commit)/onnx/model.onnx", "")
    try tree.write("cache/models--a--text/snapshots/\(Self.commit)/model.safetensors", "")
    let rows = shelf([known, ModelTree.entry("absent")]).list()
    #expect(rows.map(\.name) == ["known", "absent", "mine", "a/b"])
    #expect(rows.map(\.status) == [.incomplete(missing: ["config.json"]), .absent, .ready, .ready])
    #expect(rows[2].licence == "mit")
    #expect(rows[2].folder?.precisions == [.fp16])
    #expect(rows[3].folder?.revision == Self.commit)
  }

  @Test func thePlaces() throws {
    try tree.write("repo/Models/catalogue.json", "{}")
    let places = ModelLocation.all(
      study: URL(fileURLWithPath: "/s"),
      environment: ["CODEFRAME_HOME": "/c", "HF_HOME": "/h", "HOME": "/u"],
      executable: tree.root.appendingPathComponent("repo/.build/debug/codeframe"))
    #expect(
      places.map(\.url.path) == [
        "/s/models", "/c/models", "/c/Models", "\(tree.root.path)/repo/.build/share/codeframe/Models",
        "\(tree.root.path)/repo/Models", "/h/hub",
      ])
    let cache = { (environment: [String: String]) in
      ModelLocation.all(study: nil, environment: environment, executable: nil).map(\.url.path)
    }
    #expect(cache(["HF_HUB_CACHE": "/x", "HF_HOME": "/h"]) == ["/x"])
    #expect(cache(["XDG_CACHE_HOME": "/g", "HOME": "/u"]) == ["/g/huggingface/hub"])
    #expect(cache(["HOME": "/u"]) == ["/u/.cache/huggingface/hub"])
    #expect(cache([:]) == [])
  }
}
