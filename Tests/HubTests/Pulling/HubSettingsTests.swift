import Foundation
import Testing

@testable import Hub

struct HubSettingsTests {
  private func settings(_ environment: [String: String]) throws -> HubSettings {
    try HubSettings(environment: ["HF_HOME": "/nowhere"].merging(environment) { _, new in new })
  }

  @Test func theUsual() throws {
    let settings = try HubSettings(environment: ["HOME": "/u"])
    #expect(settings.endpoint == "https://huggingface.co")
    #expect(settings.cache.path == "/u/.cache/huggingface/hub")
    #expect(settings.token == nil)
    #expect(!settings.isOffline)
    let name = try #require(ModelName("Xenova/clip"))
    #expect(
      settings.listing(of: name, at: "main")?.absoluteString
        == "https://huggingface.co/api/models/Xenova/clip/revision/main?blobs=true")
    #expect(
      settings.file("onnx/a model?#%.onnx", of: name, at: "c0")?.absoluteString
        == "https://huggingface.co/Xenova/clip/resolve/c0/onnx/a%20model%3F%23%25.onnx")
  }

  /// As `huggingface_hub.constants._is_true`.
  @Test(arguments: [
    ("1", true), ("on", true), ("Yes", true), ("TRUE", true), ("0", false), ("", false), ("y", false),
    ("2", false),
  ])
  func whatIsTrue(value: String, isTrue: Bool) throws {
    #expect(try settings(["HF_HUB_OFFLINE": value]).isOffline == isTrue)
  }

  @Test func tokens() throws {
    let tree = try ModelTree()
    try tree.write("token", " hf_file\n")
    try tree.write("other", "hf_other")
    let home = ["HF_HOME": tree.root.path]
    let token = { (more: [String: String]) in
      try self.settings(home.merging(more) { _, new in new }).token
    }
    #expect(try token([:]) == "hf_file")
    #expect(try token(["HF_TOKEN": "hf_own\n"]) == "hf_own")
    #expect(try token(["HF_TOKEN_PATH": tree.root.path + "/other"]) == "hf_other")
    #expect(try token(["HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"]) == nil)
    #expect(throws: PullProblem.badToken) { try token(["HF_TOKEN": "a\r\nHost: x"]) }
  }

  @Test(arguments: ["ftp://x", "huggingface.co", "https://", "https://x?y", "not an address"])
  func endpointsThatAreNone(text: String) {
    #expect(throws: PullProblem.badEndpoint(text)) { try settings(["HF_ENDPOINT": text]) }
  }

  @Test func mirrors() throws {
    let mirror = try settings(["HF_ENDPOINT": "https://mirror.example/hf//"])
    let name = try #require(ModelName("a/b"))
    #expect(
      mirror.search("c d", onlyExports: true)?.absoluteString.hasPrefix(
        "https://mirror.example/hf/api/models?search=c%20d&") == true)
    #expect(mirror.page(of: name) == "https://mirror.example/hf/a/b")
  }
}
