import Foundation
import LocalHub
import Testing

@testable import Hub

struct ModelPullerTests {
  private let clip = PullWorkplace.clip

  @Test func theCacheIsLaidOutAsPythonDoes() async throws {
    try await PullWorkplace.with { place in
      let pulled = try await place.pull()
      #expect(pulled.plan.files.map(\.path).sorted() == PullWorkplace.needed)
      #expect(pulled.fetched.count == 7)
      #expect(pulled.received == pulled.plan.size)
      #expect(place.progress == pulled.plan.size)
      for path in PullWorkplace.needed {
        let file = try #require(clip.files[path])
        let pointer = "snapshots/\(clip.commit)/\(path)"
        #expect(try Data(contentsOf: place.url(pointer)) == Data(file.bytes))
        #expect(try Data(contentsOf: place.url("blobs/\(file.etag)")) == Data(file.bytes))
        let up = path.contains("/") ? "../../.." : "../.."
        #expect(
          try FileManager.default.destinationOfSymbolicLink(atPath: place.url(pointer).path)
            == "\(up)/blobs/\(file.etag)")
      }
      #expect(try place.names("blobs").count == 7)
      #expect(try String(contentsOf: place.url("refs/main"), encoding: .utf8) == clip.commit)
      #expect(try place.names("refs") == ["main"])
      #expect(try place.names("snapshots/\(clip.commit)").allSatisfy { !$0.hasPrefix(".") })
      let locks = place.tree.root.appendingPathComponent("hf/hub/.locks/models--Xenova--clip")
      #expect(try FileManager.default.contentsOfDirectory(atPath: locks.path).count == 7)
      #expect(pulled.folder.path == place.url("snapshots/\(clip.commit)").path)
    }
  }

  @Test func itIsFoundAndVerified() async throws {
    try await PullWorkplace.with { place in
      try await place.pull()
      let shelf = ModelLocator(places: [place.tree.place(.cache, "hf/hub")], catalogue: ModelCatalogue())
      let found = try shelf.find("Xenova/clip")
      #expect(found.revision == clip.commit)
      #expect(found.dimension == 512)
      #expect(found.licence == "mit")
      #expect(found.part("vision_model")?.size == 600_000)
      #expect(try found.verify().allSatisfy { $0.result == .matches })
      #expect(try found.verify().count == 6)
      let config = try #require(clip.files["config.json"])
      try Data(repeating: 65, count: config.bytes.count).write(to: place.url("blobs/\(config.etag)"))
      let bad = try found.verify().filter { $0.result != .matches }
      #expect(bad.map(\.path) == ["config.json"])
      guard case .differs(let expected, _)? = bad.first?.result else {
        Issue.record("a changed blob passes")
        return
      }
      #expect(expected == "Git blob \(config.blobID)")
    }
  }

  @Test func whatIsThereIsNotFetchedAgain() async throws {
    try await PullWorkplace.with { place in
      try await place.pull()
      place.hub.forget()
      let again = try await place.pull()
      #expect(again.fetched.isEmpty)
      #expect(again.received == 0)
      #expect(place.hub.requests.count == 1, "the list of files only")
      // A new commit in which one file is another: the rest is linked.
      var newer = clip
      newer.commit = String(repeating: "ab", count: 20)
      newer.files["config.json"] = .init(#"{"projection_dim": 256}"#)
      place.hub.add(newer)
      #expect(try await place.pull().fetched == ["config.json"])
      #expect(try place.names("snapshots").count == 2)
      #expect(try String(contentsOf: place.url("refs/main"), encoding: .utf8) == newer.commit)
      // A blob that has lost bytes is fetched again.
      let text = try #require(clip.files["onnx/text_model.onnx"])
      try Data("short".utf8).write(to: place.url("blobs/\(text.etag)"))
      #expect(try await place.pull().fetched == ["onnx/text_model.onnx"])
      #expect(try Data(contentsOf: place.url("blobs/\(text.etag)")) == Data(text.bytes))
    }
  }

  @Test func aCommitIsPinned() async throws {
    try await PullWorkplace.with { place in
      let pulled = try await place.pull("Xenova/clip@\(clip.commit)")
      #expect(pulled.plan.revision == clip.commit)
      #expect(try place.names("refs").isEmpty)
      #expect(try place.names("snapshots") == [clip.commit])
    }
  }

  @Test func anotherPrecision() async throws {
    try await PullWorkplace.with { place in
      let pulled = try await place.pull(precision: .fp16)
      #expect(
        pulled.plan.files.map(\.path).filter { $0.hasPrefix("onnx/") }
          == ["onnx/text_model_fp16.onnx", "onnx/vision_model_fp16.onnx"])
    }
  }

  /// Of an encoder-decoder the merged decoder is enough.
  @Test func aGeneratorThatTheCatalogueDoesNotKnow() async throws {
    try await PullWorkplace.with { place in
      let parts = ["encoder_model", "decoder_model", "decoder_with_past_model", "decoder_model_merged"]
      place.hub.add(
        HubRepository(
          "someone/t5",
          files: Dictionary(
            uniqueKeysWithValues: parts.enumerated().map { index, part in
              ("onnx/\(part).onnx", .large(1000, seed: UInt64(index)))
            } + [("config.json", .init("{}"))])))
      let pulled = try await place.pull("someone/t5")
      #expect(
        pulled.plan.files.map(\.path) == [
          "config.json", "onnx/decoder_model_merged.onnx", "onnx/encoder_model.onnx",
        ])
    }
  }

  @Test func aKnownNameIsPulledFromItsExport() async throws {
    try await PullWorkplace.with { place in
      let entry = ModelTree.entry(
        "openai/clip", repository: "Xenova/clip",
        files: ["config.json", "onnx/vision_model.onnx", "vocab.json"].map { .init(path: $0) })
      let catalogue = ModelCatalogue(models: [entry])
      let pulled = try await place.pull("openai/clip", catalogue: catalogue)
      #expect(pulled.plan.isExport)
      #expect(pulled.plan.repository.path == "Xenova/clip")
      #expect(
        pulled.plan.files.map(\.path) == [
          "README.md", "config.json", "onnx/vision_model.onnx", "onnx/vision_model.onnx_data",
          "preprocessor_config.json", "tokenizer.json", "vocab.json",
        ])
      let shelf = ModelLocator(places: [place.tree.place(.cache, "hf/hub")], catalogue: catalogue)
      #expect(try shelf.find("openai/clip").missingFiles.isEmpty)
    }
  }

  @Test func theTokenIsForTheHubOnly() async throws {
    try await PullWorkplace.with { place in
      place.hub.accept(token: "hf_secret")
      try await place.pull("Xenova/clip", ["HF_TOKEN": "hf_secret"])
      let requests = place.hub.requests
      #expect(requests.contains { $0.server == .cdn })
      for request in requests {
        #expect(request.fields["authorization"] == (request.server == .hub ? "Bearer hf_secret" : nil))
        #expect(request.fields["user-agent"] == "codeframe/test")
      }
    }
  }

  @Test func offlineOpensNoConnection() async throws {
    try await PullWorkplace.with { place in
      let problem = try await place.problem("Xenova/clip", ["HF_HUB_OFFLINE": "yes"])
      #expect(problem == .offline("Xenova/clip"))
      #expect(place.hub.requests.isEmpty)
    }
  }

  @Test func twoPullersFetchEachFileOnce() async throws {
    try await PullWorkplace.with { place in
      async let first = place.pull()
      async let second = place.pull()
      let (one, two) = try await (first, second)
      #expect(one.received + two.received == one.plan.size)
      for path in PullWorkplace.needed { #expect(place.hub.transfers(of: path).count == 1) }
    }
  }

  @Test func aFullDisk() async throws {
    try await PullWorkplace.with { place in
      let puller = try place.puller(freeSpace: { _ in 1000 })
      let plan = try await puller.plan("Xenova/clip")
      let problem = await #expect(throws: PullProblem.self) { try await puller.fetch(plan) }
      #expect(
        problem
          == .diskFull(
            folder: place.tree.root.path + "/hf/hub", needed: plan.size, free: 1000))
      #expect(problem?.description.contains("1000 are free; make room, or set HF_HOME") == true)
      #expect(place.hub.requests.count == 1)
    }
  }

  @Test func theNetworkIsNotThere() async throws {
    try await PullWorkplace.with { place in
      let gone = LocalHub()
      try await gone.start()
      let endpoint = gone.endpoint
      await gone.stop()
      let problem = try await place.problem("Xenova/clip", ["HF_ENDPOINT": endpoint])
      #expect(problem?.description == "127.0.0.1 refused the connection: nothing listens there")
      #expect(place.waits.isEmpty)
    }
  }
}
