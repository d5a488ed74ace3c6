import Foundation
import LocalHub
import Testing

extension EndToEnd {
  /// Models from a hub on this machine.
  struct ModelsPullTests {
    private static let vision = "onnx/vision_model.onnx"
    /// The export that the catalogue knows `openai/clip-vit-base-patch32` by.
    private static let clip = HubRepository(
      "Xenova/clip-vit-base-patch32",
      files: [
        "README.md": .init("---\nlicense: mit\n---\n"), "config.json": .init(#"{"projection_dim": 512}"#),
        "preprocessor_config.json": .init("{}"), "tokenizer.json": .init(#"{"model": {}}"#),
        "tokenizer_config.json": .init(#"{"model_max_length": 77}"#),
        vision: .large(2_000_000, seed: 1), "onnx/text_model.onnx": .large(500_000, seed: 2),
        "model.safetensors": .large(10_000, seed: 3),
      ])

    private func with(_ body: (LocalHub, Workplace, CodeframeProgram) async throws -> Void) async throws {
      try await LocalHub.with(Self.clip) { hub in
        try await Workplace.with { place in
          var program = place.codeframe
          program.environment = [
            "HF_ENDPOINT": hub.endpoint, "HF_HOME": place.url("hf").path, "HF_TOKEN": nil,
            "HF_HUB_CACHE": nil,
            "HF_HUB_OFFLINE": nil, "CODEFRAME_HOME": nil,
          ]
          try await body(hub, place, program)
        }
      }
    }

    private func path(_ rest: String, in place: Workplace) -> URL {
      place.url("hf/hub/models--Xenova--clip-vit-base-patch32/\(rest)")
    }

    @Test func aKnownModelIsPulledListedAndVerified() async throws {
      try await with { hub, place, program in
        let pulled = try await program.run("models", "pull", "openai/clip-vit-base-patch32")
        #expect(pulled.status == 0, "\(pulled.messages)")
        #expect(
          pulled.messages.contains(
            "openai/clip-vit-base-patch32 is fetched from its export Xenova/clip-vit-base-patch32"))
        #expect(pulled.messages.contains("7 files, 2.5 MB; all to fetch"))
        #expect(pulled.messages.contains("fetched 7 files, 2.5 MB in "))
        #expect(pulled.messages.contains("licence mit"))
        let snapshot = path("snapshots/\(Self.clip.commit)", in: place)
        #expect(pulled.output == snapshot.path + "\n")
        #expect(
          try Data(contentsOf: snapshot.appending(path: Self.vision))
            == Data(Self.clip.files[Self.vision]?.bytes ?? []))

        let again = try await program.run("models", "pull", "Xenova/clip-vit-base-patch32")
        #expect(again.status == 0 && again.messages.contains("all here"), "\(again.messages)")
        #expect(hub.transfers(of: Self.vision).count == 1)

        let list = try await program.run("models", "list", "--json")
        let row = try JSONValue(parsing: list.bytes).items.first {
          $0["name"] == .text("openai/clip-vit-base-patch32")
        }
        #expect(row?["status"] == .text("ready"))
        #expect(row?["revision"] == .text(Self.clip.commit))
        #expect(row?["dimension"] == .number(512))
        #expect(row?["licence"] == .text("mit"))

        let verified = try await program.run("models", "verify", "openai/clip-vit-base-patch32")
        #expect(verified.status == 0)
        #expect(verified.output.split(separator: "\n").count == 6)
        #expect(verified.output.split(separator: "\n").allSatisfy { $0.hasSuffix("as recorded") })
        let config = path("blobs/\(Self.clip.files["config.json"]?.etag ?? "")", in: place)
        try Data(#"{"projection_dim": 513}"#.utf8).write(to: config)
        let changed = try await program.run("models", "verify", "openai/clip-vit-base-patch32")
        #expect(changed.status == 1)
        #expect(changed.output.contains("config.json\tDIFFERS: expected Git blob "))
      }
    }

    /// The small generator of the fixtures, under the name of the real one.
    @Test func aGeneratorIsPulledListedAndShown() async throws {
      let fixture = SampleStudy.repository.appending(
        path: "Tests/ModelCodersTests/Fixtures/models/google/flan-t5-tiny")
      var flan = HubRepository("Xenova/flan-t5-small", files: [:])
      for path in [
        "config.json", "generation_config.json", "onnx/decoder_model.onnx", "onnx/decoder_model_merged.onnx",
        "onnx/encoder_model.onnx", "tokenizer.json", "tokenizer_config.json",
      ] {
        flan.files[path] = .init([UInt8](try Data(contentsOf: fixture.appending(path: path))))
      }
      try await with { [flan] hub, _, program in
        hub.add(flan)
        let absent = try await program.run("models", "list")
        #expect(
          absent.output.contains("google/flan-t5-small") && absent.output.contains("google/flan-t5-base"))
        let pulled = try await program.run("models", "pull", "google/flan-t5-small")
        #expect(pulled.status == 0, "\(pulled.messages)")
        let list = try await program.run("models", "list", "--json")
        let row = try JSONValue(parsing: list.bytes).items.first {
          $0["name"] == .text("google/flan-t5-small")
        }
        #expect(row?["status"] == .text("ready"))
        let show = try await program.run("models", "show", "google/flan-t5-small")
        #expect(show.status == 0, "\(show.messages)")
        #expect(
          show.output.contains("use_cache_branch") && show.output.contains("part\tonnx/encoder_model.onnx"))
        #expect(!show.output.contains("part\tonnx/decoder_model.onnx"))
      }
    }

    @Test func aKilledPullIsResumed() async throws {
      try await with { hub, place, program in
        let etag = Self.clip.files[Self.vision]?.etag ?? ""
        let incomplete = path("blobs/\(etag).incomplete", in: place)
        hub.fail(Self.vision, .hold(after: 1_000_000))
        let killed = try program.start(["models", "pull", "Xenova/clip-vit-base-patch32"])
        await hub.waitUntilHeld()
        let kept = try await size(of: incomplete, reaching: 1_000_000, while: killed)
        killed.send(SIGKILL)
        #expect(try await killed.outcome().status == 128 + SIGKILL)
        hub.release()
        #expect(kept == 1_000_000)
        #expect(!FileManager.default.fileExists(atPath: path("snapshots", in: place).path))

        hub.forget()
        let resumed = try await program.run("models", "pull", "Xenova/clip-vit-base-patch32")
        #expect(resumed.status == 0, "\(resumed.messages)")
        #expect(hub.transfers(of: Self.vision).map(\.range) == ["bytes=1000000-"])
        #expect(!FileManager.default.fileExists(atPath: incomplete.path))
        let file = path("snapshots/\(Self.clip.commit)/\(Self.vision)", in: place)
        #expect(try Data(contentsOf: file) == Data(Self.clip.files[Self.vision]?.bytes ?? []))
      }
    }

    @Test func controlCKeepsWhatCame() async throws {
      try await with { hub, place, program in
        hub.fail(Self.vision, .hold(after: 1_000_000))
        let stopped = try program.start(["models", "pull", "Xenova/clip-vit-base-patch32"])
        await hub.waitUntilHeld()
        stopped.send(SIGINT)
        let outcome = try await stopped.outcome(timeout: 20)
        #expect(outcome.status == 130, "\(outcome.messages)")
        #expect(outcome.messages.contains("what came is kept; the same command goes on from there"))
        #expect(outcome.output.isEmpty)
        hub.release()
        let resumed = try await program.run("models", "pull", "Xenova/clip-vit-base-patch32")
        #expect(resumed.status == 0, "\(resumed.messages)")
      }
    }

    @Test func aWrongByteIsRefused() async throws {
      try await with { hub, place, program in
        hub.fail(Self.vision, .wrongByte(at: 1_999_999))
        let refused = try await program.run("models", "pull", "Xenova/clip-vit-base-patch32")
        #expect(refused.status == 1)
        #expect(
          refused.messages.contains("\(Self.vision) from \(hub.endpoint) is damaged: its SHA-256 is "))
        #expect(refused.messages.contains("it was not kept"))
        let etag = Self.clip.files[Self.vision]?.etag ?? ""
        let blobs = try FileManager.default.contentsOfDirectory(atPath: path("blobs", in: place).path)
        #expect(blobs.allSatisfy { !$0.hasPrefix(etag) })
        #expect(try await program.run("models", "show", "Xenova/clip-vit-base-patch32").status == 1)
        #expect(try await program.run("models", "pull", "Xenova/clip-vit-base-patch32").status == 0)
      }
    }

    @Test func offlineNothingIsAsked() async throws {
      try await with { hub, place, program in
        var offline = program
        offline.environment["HF_HUB_OFFLINE"] = "1"
        let before = try await offline.run("models", "pull", "openai/clip-vit-base-patch32")
        #expect(before.status == 1)
        #expect(before.messages.contains("HF_HUB_OFFLINE forbids to fetch it"))
        #expect(hub.requests.isEmpty)
        #expect(try await program.run("models", "pull", "openai/clip-vit-base-patch32").status == 0)
        hub.forget()
        let after = try await offline.run("models", "pull", "openai/clip-vit-base-patch32")
        #expect(after.status == 0, "\(after.messages)")
        #expect(after.output == path("snapshots/\(Self.clip.commit)", in: place).path + "\n")
        #expect(hub.requests.isEmpty)
      }
    }

    @Test func whatIsWrongIsSaid() async throws {
      try await with { hub, place, program in
        let unknown = try await program.run("models", "pull", "openai/clip-vit-base-patch33")
        #expect(unknown.status == 1)
        #expect(unknown.messages.contains("Did you mean openai/clip-vit-base-patch32"))
        let precision = try await program.run(
          "models", "pull", "Xenova/clip-vit-base-patch32", "--precision", "q4")
        #expect(precision.status == 1)
        #expect(precision.messages.contains("in q4; it has fp32: choose with --precision"))
        let wrong = try await program.run(
          "models", "pull", "Xenova/clip-vit-base-patch32", "--precision", "fp8")
        #expect(wrong.status == 64)
        let absent = try await program.run("models", "show", "openai/clip-vit-base-patch32")
        #expect(absent.messages.contains("codeframe models pull openai/clip-vit-base-patch32 fetches it."))
        #expect(!FileManager.default.fileExists(atPath: place.url("hf").path))
      }
    }

    /// Waits until a file has as many bytes as the server has sent, while the program runs.
    private func size(of file: URL, reaching count: Int, while program: RunningProgram) async throws -> Int {
      var size = 0
      while size < count, program.isRunning {
        size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
        try await Task.sleep(for: .milliseconds(5))
      }
      return size
    }
  }
}
