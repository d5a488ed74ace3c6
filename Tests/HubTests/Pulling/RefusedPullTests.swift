import Foundation
import LocalHub
import Testing

@testable import Hub

/// Each refusal is one clear sentence with what to do.
struct RefusedPullTests {
  private let clip = PullWorkplace.clip

  @Test func aNameThatIsNotThere() async throws {
    try await PullWorkplace.with { place in
      let catalogue = ModelCatalogue(models: [
        ModelTree.entry("openai/clips", repository: "a/b"), ModelTree.entry("facebook/dinov2-small"),
      ])
      let stranger = try await place.problem("Xenova/cli", catalogue: catalogue)
      #expect(
        stranger
          == .notFound(
            repository: "Xenova/cli", endpoint: place.hub.endpoint,
            nearNames: ["openai/clips", "Xenova/clip"],
            hasToken: false))
      #expect(
        stranger?.description
          == "Xenova/cli is not on \(place.hub.endpoint), or it is private: then set HF_TOKEN to a token that may "
          + "read it. Did you mean openai/clips, Xenova/clip?")
      place.hub.accept(token: "t")
      let known = try await place.problem("Xenova/nothing-near", ["HF_TOKEN": "t"], catalogue: catalogue)
      #expect(
        known?.description
          == "Xenova/nothing-near is not on \(place.hub.endpoint), or your token may not see it. Check the name."
      )
    }
  }

  @Test(arguments: ["../x", "a/b/c", "", "https://huggingface.co/a/b", "a/b@"])
  func namesThatAreNone(name: String) async throws {
    try await PullWorkplace.with { place in
      let problem = try await place.problem(name)
      #expect(problem == .noName(name))
      #expect(place.hub.requests.isEmpty)
    }
  }

  @Test func aRevisionThatIsNotThere() async throws {
    try await PullWorkplace.with { place in
      let problem = try await place.problem("Xenova/clip@v9")
      #expect(
        problem?.description
          == "Xenova/clip has no branch, tag or commit v9; leave out @v9 for the newest")
    }
  }

  @Test func gatedAndPrivate() async throws {
    var gated = clip
    gated.access = .gated
    try await PullWorkplace.with(gated) { place in
      let stranger = try await place.problem()
      #expect(
        stranger?.description
          == "Xenova/clip is gated: accept its conditions at \(place.hub.endpoint)/Xenova/clip, then set HF_TOKEN to "
          + "a token of that account")
      #expect(
        try await place.problem("Xenova/clip", ["HF_TOKEN": "wrong"])
          == .tokenRefused(endpoint: place.hub.endpoint))
      place.hub.accept(token: "right")
      try await place.pull("Xenova/clip", ["HF_TOKEN": "right"])
    }
    var hidden = clip
    hidden.access = .hidden
    try await PullWorkplace.with(hidden) { place in
      guard case .notFound? = try await place.problem() else {
        Issue.record("a private repository is shown")
        return
      }
      place.hub.accept(token: "right")
      try await place.pull("Xenova/clip", ["HF_TOKEN": "right"])
    }
  }

  @Test func errorsOfTheServer() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail("api", .status(500), .status(500))
      let problem = try await place.problem(attempts: 2)
      #expect(
        problem?.description
          == "\(place.hub.endpoint.dropFirst(7)) answered with status 500 when asked for the list of files of "
          + "Xenova/clip; try again later")
      place.hub.fail("onnx/text_model.onnx", .status(403))
      guard case .status(403, _, "onnx/text_model.onnx", _)? = try await place.problem() else {
        Issue.record("a CDN's refusal is not the hub's")
        return
      }
    }
  }

  @Test func aRepositoryWithoutExport() async throws {
    let plain = HubRepository(
      "openai/vit", files: ["config.json": .init("{}"), "model.safetensors": .init("x")])
    try await PullWorkplace.with(plain) { place in
      let alone = try await place.problem("openai/vit")
      #expect(
        alone?.description.hasPrefix(
          "openai/vit has no .onnx files, which Codeframe needs. Export it with Optimum") == true)
      place.hub.add(HubRepository("onnx-community/vit-ONNX", files: ["onnx/model.onnx": .init("x")]))
      #expect(
        try await place.problem("openai/vit")
          == .noExport(repository: "openai/vit", exports: ["onnx-community/vit-ONNX"]))
    }
  }

  @Test func aPrecisionThatIsNotThere() async throws {
    try await PullWorkplace.with { place in
      let entry = ModelTree.entry(
        "openai/clip", repository: "Xenova/clip", files: [.init(path: "onnx/vision_model.onnx")])
      let problem = try await place.problem(
        "openai/clip", precision: .q4, catalogue: ModelCatalogue(models: [entry]))
      #expect(
        problem?.description
          == "Xenova/clip has no onnx/vision_model in q4; it has fp32, fp16, quantized: choose with --precision"
      )
    }
  }

  @Test func modelsThatComeWithTheProgram() async throws {
    try await PullWorkplace.with { place in
      let catalogue = try ModelCatalogue(
        contentsOf: ModelTree.repository.appendingPathComponent("Models/catalogue.json"))
      let problem = try await place.problem("seedling-64", catalogue: catalogue)
      #expect(problem == .embedded("seedling-64"))
    }
  }

  @Test(arguments: ["../../outside", "onnx/../../x", "/etc/passwd", "onnx//x", "a\\b", "a\nb", "."])
  func pathsThatLeadOut(path: String) async throws {
    var hostile = clip
    hostile.files[path] = .init("evil")
    try await PullWorkplace.with(hostile) { place in
      guard case .badListing(_, let reason)? = try await place.problem() else {
        Issue.record("it was pulled")
        return
      }
      #expect(reason.contains("leads out"))
      #expect(try place.names("").isEmpty)
    }
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"sha": "main", "siblings": []}"#, #"{"sha": "../../../../x", "siblings": []}"#,
    #"{"sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [{"rfilename": "x.onnx"}]}"#,
    #"{"sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [{"rfilename": "x.onnx", "size": 1e300}]}"#,
    #"{"sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [{"rfilename": "x.onnx", "size": -1, "blobId": "0123456789abcdef0123456789abcdef01234567"}]}"#,
    #"{"sha": "0123456789abcdef0123456789abcdef01234567", "siblings": [{"rfilename": "x.onnx", "size": 1, "blobId": "../../0123456789abcdef0123456789abcdef012"}]}"#,
    String(repeating: "[", count: 200_000),
  ])
  func listingsThatAreNone(json: String) async throws {
    try await PullWorkplace.with { place in
      place.hub.fail("api", .body(json))
      guard case .badListing? = try await place.problem() else {
        Issue.record("it was read")
        return
      }
      #expect(try place.names("").isEmpty)
    }
  }

  @Test func anAnswerThatIsTooLong() async throws {
    try await PullWorkplace.with { place in
      place.hub.fail("api", .body(String(repeating: " ", count: RepositoryListing.longest + 1)))
      guard case .unreachable(let failure)? = try await place.problem() else {
        Issue.record("it was read")
        return
      }
      #expect(failure.cause == .tooLong(limit: RepositoryListing.longest))
    }
  }
}
