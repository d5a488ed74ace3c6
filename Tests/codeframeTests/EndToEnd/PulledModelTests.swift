import Foundation
import LocalHub
import Testing

extension EndToEnd {
  /// From a hub on this machine to codings and figures, with the network forbidden after the pull.
  struct PulledModelTests {
    /// A model of the fixtures as the hub would hold it.
    private static func repository(_ name: String) throws -> HubRepository {
      let folder = SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/models/\(name)")
      var files: [String: HubRepository.File] = [:]
      for path in [
        "config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json",
        "onnx/vision_model.onnx", "onnx/text_model.onnx",
      ] {
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
        files[path] = HubRepository.File(bytes, isLarge: path.hasSuffix(".onnx"))
      }
      return HubRepository(name, files: files)
    }

    private static let coders = """
      coders:
        - {name: clip, kind: zero-shot, encoder: openai/clip-tiny, variables: [ces]}
        - {name: clip-probe, kind: probe, encoder: openai/clip-tiny, variables: [ces]}

      """

    @Test func aPulledModelCodesFromTheCacheAlone() async throws {
      try await LocalHub.with(try Self.repository("openai/clip-tiny")) { hub in
        try await Workplace.with { place in
          var online = place.codeframe
          online.environment = [
            "HF_ENDPOINT": hub.endpoint, "HF_HOME": place.url("hf").path, "HF_TOKEN": nil,
            "HF_HUB_CACHE": nil, "HF_HUB_OFFLINE": nil,
          ]
          var offline = online
          offline.environment["HF_HUB_OFFLINE"] = "1"
          let file = SampleStudy.folder.appending(path: "codeframe.yaml")
          let sample = try String(contentsOf: file, encoding: .utf8)
          let codebook = sample.prefix(upTo: try #require(sample.firstRange(of: "\ncoders:")?.lowerBound))
          try place.write(codebook + "\n" + Self.coders, to: "study/codeframe.yaml")
          try await place.succeed("init", "study")
          try await place.succeed("import", "posts", "-C", "study", SampleStudy.path("posts.csv"))
          try await place.succeed("import", "codings", "-C", "study", SampleStudy.path("gold.csv"))

          let early = try await offline.run("code", "-C", "study", "clip")
          #expect(early.status == 1)
          #expect(early.messages.contains("codeframe models pull openai/clip-tiny"), "\(early.messages)")
          let pulled = try await online.run("models", "pull", "openai/clip-tiny")
          #expect(pulled.status == 0, "\(pulled.messages)")
          hub.forget()

          for arguments in [["code", "clip"], ["train", "clip-probe"], ["code", "clip-probe"]] {
            let outcome = try await offline.start(arguments + ["-C", "study"]).outcome()
            #expect(outcome.status == 0, "\(outcome.messages)")
          }
          #expect(hub.requests.isEmpty)

          let compared = try await offline.run("evaluate", "-C", "study", "--json")
          let variable = try JSONValue(parsing: compared.bytes)["variables"]?.items.first
          let coders = (variable?["validity"]?.items ?? []).compactMap { $0["coder"]?["name"]?.text }
          #expect(coders.sorted() == ["clip", "clip-probe"])
          let runs = try JSONValue(
            parsing: try await offline.run("runs", "-C", "study", "--json").bytes
          ).items
          #expect(runs.count == 2)
          for run in runs {
            let model = try #require(run["models"]?.items.first)
            #expect(model["name"] == .text("openai/clip-tiny"))
            #expect(model["revision"] == .text("0123456789abcdef0123456789abcdef01234567"))
            #expect(model["sha256"]?.text?.count == 64)
          }
        }
      }
    }
  }
}
