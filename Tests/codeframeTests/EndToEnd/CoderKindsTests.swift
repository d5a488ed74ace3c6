import Foundation
import Testing

extension EndToEndFigures {
  /// Zero-shot coders, classifiers and probes on other encoders: over the sample's pictures, by the small models of the fixtures,
  /// whose weights are random, so that how they answer is tested and never how well.
  struct CoderKindsTests {
    private static let codebook = """
      study: Kinds
      variables:
        - name: ces
          type: category
          templates: ["a photo of {}"]
          categories:
            - {name: Cultural-Religious, phrases: [a church, a monument]}
            - {name: Fauna-Flora, phrases: [an animal, a flower]}
            - {name: Gastronomy, phrases: [food, a drink]}
            - {name: Landscape-Nature, phrases: [mountains, a lake]}
            - {name: Sports, phrases: [a race]}
            - {name: Urban-Rural, phrases: [a street]}
            - {name: Not relevant}
        - name: people
          type: boolean
          phrases: {true: [a photo of people], false: [a photo of an empty place]}
        - name: things
          type: tags
          categories: [{name: boat, phrases: [a boat]}, {name: tree}]

      """

    /// A study of the sample's posts and gold with the fixtures' models and these coders.
    private func study(_ coders: String, in place: Workplace) async throws {
      try place.write(Self.codebook + "coders:\n" + coders, to: "study/codeframe.yaml")
      try place.copy(
        SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/models"), to: "study/models")
      try await place.succeed("init", "study")
      try await place.succeed("import", "posts", "-C", "study", SampleStudy.path("posts.csv"))
      try await place.succeed("import", "codings", "-C", "study", SampleStudy.path("gold.csv"))
    }

    private func codings(of coder: String, in place: Workplace) async throws -> [JSONValue] {
      let export = try await place.succeed(
        "export", "codings", "-C", "study", "--coder", coder, "--format", "jsonl", "--scores")
      return try JSONValue.lines(export.bytes)
    }

    @Test func aZeroShotCoderAnswersEveryVariableAndSaysByWhichPhrase() async throws {
      try await Workplace.with { place in
        try await study("  - {name: clip, kind: zero-shot, encoder: openai/clip-tiny}\n", in: place)
        let coded = try await place.succeed("code", "-C", "study", "clip")
        #expect(coded.messages.contains("ces: Not relevant"))
        #expect(coded.messages.contains("things: tree"))
        let answers = try await codings(of: "clip", in: place)
        #expect(answers.count == 360)
        let ces = answers.filter { $0["variable"] == .text("ces") && $0["status"] == .text("coded") }
        #expect(ces.count == 117)
        for answer in ces {
          let details = try #require(answer["details"])
          #expect(details["phrase"]?.text?.hasPrefix("a photo of") == true)
          #expect(details["second"]?.text != answer["value"]?.text)
        }
        let without = answers.filter { $0["status"] == .text("abstained") }
        #expect(Set(without.map { $0["post_id"] }) == [.text("p050"), .text("p111")])

        let again = try await place.succeed("code", "-C", "study", "clip")
        #expect(!again.messages.contains("went through"))
        let runs = try JSONValue(parsing: try await place.succeed("runs", "-C", "study", "--json").bytes)
        let run = try #require(runs.items.first)
        #expect(run["coder"]?["kind"] == .text("zero-shot"))
        #expect(run["models"]?.items.count == 2)
      }
    }

    @Test func aNewDefinitionChangesNothingAndANewPhraseMakesItAnswerAnew() async throws {
      try await Workplace.with { place in
        try await study("  - {name: clip, kind: zero-shot, encoder: openai/clip-tiny}\n", in: place)
        try await place.succeed("code", "-C", "study", "clip")
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file.replacing("{name: Sports, ", with: "{name: Sports, definition: A match., "),
          to: "study/codeframe.yaml")
        let same = try await place.succeed("code", "-C", "study", "clip", "--dry-run")
        #expect(same.output == "1 post would be coded\n")
        try place.write(file.replacing("[a race]", with: "[a match]"), to: "study/codeframe.yaml")
        let anew = try await place.succeed("code", "-C", "study", "clip", "--dry-run")
        #expect(anew.output == "120 posts would be coded\n")
      }
    }

    @Test func aMarginIsLearnedForEachFold() async throws {
      try await Workplace.with { place in
        try await study(
          """
            - {name: clip, kind: zero-shot, encoder: openai/clip-tiny, variables: [ces],
               margin: learned, none: Not relevant}
          """, in: place)
        let trained = try await place.succeed("train", "-C", "study", "clip", "--json")
        let comparison = try #require(try JSONValue(parsing: trained.bytes).items.first)
        #expect(comparison["counts"]?["outOfFold"] == comparison["counts"]?["compared"])
        try await place.succeed("code", "-C", "study", "clip")
        let answers = try await codings(of: "clip", in: place)
        #expect(Set(answers.compactMap { $0["fold"]?.number }) == [0, 1, 2, 3, 4])
        #expect(answers.count == 120)
      }
    }

    @Test func whatLearnsNothingIsNotTrained() async throws {
      try await Workplace.with { place in
        try await study("  - {name: clip, kind: zero-shot, encoder: openai/clip-tiny}\n", in: place)
        let trained = try await place.run("train", "-C", "study", "clip")
        #expect(trained.status == 1)
        #expect(trained.messages.contains("clip learns nothing"))
      }
    }

    @Test func probesReadOtherPoolingsTextAndChangedCopies() async throws {
      try await Workplace.with { place in
        try await study(
          """
            - {name: dino, kind: probe, encoder: facebook/dinov2-tiny, pooling: cls+mean, head: prototypes,
               augmentation: {copies: 2, changes: [flip, crop]}, variables: [ces]}
            - {name: words, kind: probe, encoder: sentence-transformers/minilm-tiny, uses: [caption],
               head: prototypes, variables: [ces]}
            - {name: place, kind: zero-shot, encoder: sentence-transformers/minilm-tiny, uses: [caption, place],
               variables: [ces]}
          """, in: place)
        for coder in ["dino", "words", "place"] {
          try await place.succeed("code", "-C", "study", coder)
        }
        let words = try await codings(of: "words", in: place)
        let empty = words.filter { $0["status"] == .text("abstained") }
        #expect(!empty.isEmpty && empty.count < 5)
        for answer in empty { #expect(answer["reason"]?.text?.hasPrefix("no-text") == true) }
        #expect(try await codings(of: "place", in: place).allSatisfy { $0["status"] == .text("coded") })
        let evaluated = try await place.succeed("evaluate", "-C", "study", "--json")
        let text = String(decoding: evaluated.bytes, as: UTF8.self)
        for coder in ["dino", "words", "place"] { #expect(text.contains("\"\(coder)\"")) }
      }
    }

    @Test func aClassifiersLabelsStandForCategories() async throws {
      try await Workplace.with { place in
        try await study(
          """
            - name: net
              kind: classifier
              model: google/vit-tiny
              variables: [ces]
              minimum: 0
              labels:
                Fauna-Flora: [tench, tabby cat]
                Landscape-Nature: [alp, valley]
                Gastronomy: [plate]
                Cultural-Religious: ["church, church building"]
          """, in: place)
        try await place.succeed("code", "-C", "study", "net")
        let coded = try await codings(of: "net", in: place).filter { $0["status"] == .text("coded") }
        #expect(coded.count == 117)
        for answer in coded { #expect(answer["details"]?["label"]?.text != nil) }
        let file = try place.text("study/codeframe.yaml")
        try place.write(file.replacing("[plate]", with: "[plates]"), to: "study/codeframe.yaml")
        let wrong = try await place.run("code", "-C", "study", "net")
        #expect(wrong.status == 1)
        #expect(wrong.messages.contains("plates") && wrong.messages.contains("plate"))
      }
    }

    @Test func similarFindsPostsByPostFileAndWords() async throws {
      try await Workplace.with { place in
        try await study("", in: place)
        let copy = try await place.succeed("similar", "-C", "study", "p018", "-n", "3", "--json")
        let matches = try JSONValue(parsing: copy.bytes).items
        #expect(matches.count == 3)
        // p097 is an exact copy of p018.
        #expect(matches.first?["post"] == .text("p097"))
        #expect(abs((matches.first?["cosine"]?.number ?? 0) - 1) < 1e-5)
        #expect(!matches.contains { $0["post"] == .text("p018") })

        let picture = SampleStudy.path("images/p018.jpg")
        let byFile = try JSONValue(
          parsing: try await place.succeed("similar", "-C", "study", picture, "-n", "2", "--json").bytes
        ).items
        #expect(Set(byFile.compactMap { $0["post"]?.text }) == ["p018", "p097"])

        let words = try await place.succeed(
          "similar", "-C", "study", "a photo of a lake", "--encoder", "openai/clip-tiny", "-n", "5")
        #expect(words.output.split(separator: "\n").count == 7)
        // Where no model of texts has been pulled, the message says which to pull.
        var alone = place.codeframe
        alone.environment = [
          "HF_HOME": place.url("no-hub").path, "HF_HUB_CACHE": nil, "CODEFRAME_HOME": place.url("none").path,
        ]
        let deaf = try await alone.run("similar", "-C", "study", "a photo of a lake")
        #expect(deaf.status == 1)
        #expect(deaf.messages.contains("seedling-64 does not embed words together with pictures"))
        #expect(deaf.messages.contains("codeframe models pull sentence-transformers/all-MiniLM-L6-v2"))
        let nobody = try await place.run("similar", "-C", "study", "p999", "--as", "post")
        #expect(nobody.status == 1)
        #expect(nobody.messages.contains("no post p999"))
      }
    }

    @Test func featuresAreExportedInTheirPoolingAndOfText() async throws {
      try await Workplace.with { place in
        try await study("", in: place)
        for (options, shape) in [
          (["facebook/dinov2-tiny", "--pooling", "cls+mean"], "(124, 64)"),
          (["facebook/dinov2-tiny", "--pooling", "mean"], "(124, 32)"),
          (["sentence-transformers/minilm-tiny", "--uses", "caption"], "(120, 32)"),
        ] {
          let arguments = ["export", "features", "-C", "study", "-o", "e.npy", "--extractor"] + options
          let outcome = try await place.codeframe.start(arguments).outcome()
          #expect(outcome.status == 0, "\(outcome.messages)")
          let header = String(decoding: try Data(contentsOf: place.url("e.npy")).prefix(128), as: UTF8.self)
          #expect(header.contains(shape), "\(options) \(header)")
        }
      }
    }

    @Test(arguments: [
      ("{encoder: openai/clip-tiny, pooling: mean}", "a vector for each token"),
      ("{encoder: facebook/dinov2-tiny, precision: int8}", "int8"),
      ("{encoder: sentence-transformers/minilm-tiny}", "picture"),
      ("{encoder: openai/clip-tinny}", "clip-tiny"),
    ])
    func whatAnEncoderDoesNotHaveIsSaid(settings: String, word: String) async throws {
      try await Workplace.with { place in
        let keys = settings.dropFirst().dropLast()
        try await study("  - {name: p, kind: probe, \(keys)}\n", in: place)
        let outcome = try await place.run("train", "-C", "study", "p")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains(word), "\(outcome.messages)")
      }
    }

    @Test func aProviderThatTheLibraryLacksIsRefused() async throws {
      try await Workplace.with { place in
        try await study("  - {name: clip, kind: zero-shot, encoder: openai/clip-tiny}\n", in: place)
        let outcome = try await place.run("code", "-C", "study", "clip", "--provider", "coreml")
        #if os(Linux)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("coreml") && outcome.messages.contains("only on cpu"))
        #endif
        let unknown = try await place.run("code", "-C", "study", "clip", "--provider", "abacus")
        #expect(unknown.status == 64)
      }
    }
  }
}
