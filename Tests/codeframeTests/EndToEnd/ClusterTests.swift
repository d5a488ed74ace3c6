import Foundation
import Testing

extension EndToEndFigures {
  /// Clusters of the known-truth corpus, whose pictures show its scenes and its light.
  struct ClusterTests {
    private static let coders = """
        - {name: groups, kind: cluster, clusters: 12, variables: [scene, light]}
        - name: worded
          kind: cluster
          uses: [caption]
          clusters: 12
          variables: [topic]
          naming: zero-shot
        - {name: seen, kind: cluster, clusters: 6, variables: [scene], naming: {coder: elsewhere}, typical: 3}
        - {name: said, kind: cluster, clusters: 2, variables: [light], naming: {names: {0: day, 1: night}}}
        - name: written
          kind: cluster
          clusters: 4
          variables: [topic]
          typical: 2
          naming: {flan-t5: google/flan-t5-tiny, texts: [caption]}
        - {name: probe, kind: probe, variables: [scene]}
        - {name: leaky, kind: cluster, clusters: 6, variables: [scene], naming: {coder: probe}}
      """

    private func summary(_ arguments: String..., in place: Workplace) async throws -> JSONValue {
      let outcome = try await place.codeframe.start(["cluster", "-C", "study"] + arguments + ["--json"])
        .outcome()
      #expect(outcome.status == 0, "\(outcome.messages)")
      return try JSONValue(parsing: outcome.bytes)
    }

    private func accuracy(of coder: String, on variable: String, in place: Workplace) async throws -> Double {
      let evaluated = try JSONValue(
        parsing: try await place.succeed("evaluate", "-C", "study", "--json").bytes)
      let found = evaluated["variables"]?.items.first { $0["variable"]?.text == variable }
      let row = found?["validity"]?.items.first { $0["coder"]?["name"]?.text == coder }
      return try #require(
        row?["figures"]?["accuracy"]?.number ?? row?["figures"]?["accuracy"]?["estimate"]?.number)
    }

    @Test func clustersAreKeptComparedAndShown() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.coders, in: place)
        let tried = try await summary(
          "seedling-64", "-k", "2-8", "--stability", "3", "--name", "tried", in: place)
        #expect(tried["figures"]?["tried"]?.items.count == 7)
        #expect(try #require(tried["figures"]?["stability"]?.number) > 0.3)
        #expect(tried["posts"]?.number == 288)
        let scene = tried["agreement"]?.items.first { $0["variable"]?.text == "light" }
        #expect(scene?["posts"]?.number == 288)

        for method in ["iterative", "hdbscan"] {
          let found = try await summary("seedling-64", "--method", method, "--minimum-size", "5", in: place)
          #expect(found["name"]?.text == "seedling-64-\(method)")
          #expect(try #require(found["clusters"]?.items.count) > 0, "\(method)")
        }
        let usual = try await summary("-k", "3", "--name", "usual", in: place)
        #expect(usual["encoder"]?.text == "seedling-64")
        let before = try await place.succeed("runs", "-C", "study").output
        let refused = try await place.codeframe.start(["cluster", "-C", "study", "-k", "999"]).outcome()
        #expect(refused.status != 0 && refused.messages.contains("999"), "\(refused.messages)")
        #expect(try await place.succeed("runs", "-C", "study").output == before)
        let listed = try JSONValue(
          parsing: try await place.succeed("cluster", "-C", "study", "--list", "--json").bytes)
        #expect(listed.items.compactMap { $0["name"]?.text }.count == 4)
        let runs = try await place.succeed("runs", "-C", "study")
        #expect(runs.output.contains("seedling-64-hdbscan"))

        try await place.succeed("report", "-C", "study", "--map", "-o", "map.html")
        try await place.succeed(
          "report", "-C", "study", "--clusters", "--clustering", "tried", "--sheets", "sheets", "-o",
          "clusters.html")
        for page in ["map.html", "clusters.html"] {
          let text = try place.text(page)
          #expect(text.hasPrefix("<!DOCTYPE html>"))
          #expect(text.contains("default-src &#39;none&#39;"))
          #expect(!text.contains("http://") && !text.contains("https://"), "\(page)")
        }
        #expect(try place.text("map.html").contains("Clusters: tried"))
        let sheets = try FileManager.default.contentsOfDirectory(atPath: place.url("sheets").path)
        #expect(sheets.count == tried["clusters"]?.items.count)
      }
    }

    /// The same posts in another order: the same clusters.
    @Test func theOrderOfPostsDoesNotMatter() async throws {
      try await Workplace.with { place in
        let lines = try String(contentsOf: KnownTruth.folder.appending(path: "posts.csv"), encoding: .utf8)
          .split(separator: "\n")
        let images = KnownTruth.folder.appending(path: "images").path
        let turned = [lines[0]] + lines.dropFirst().reversed()
        var found: [JSONValue] = []
        for (name, table) in [("study", lines), ("turned", turned)] {
          try place.write(KnownTruth.file(coders: Self.coders), to: "\(name)/codeframe.yaml")
          try await place.succeed("init", name)
          try place.write(
            table.joined(separator: "\n").replacing("images/", with: "\(images)/") + "\n", to: "\(name).csv")
          try await place.succeed("import", "posts", "-C", name, "\(name).csv", "--media-root", images)
          let outcome = try await place.succeed(
            "cluster", "-C", name, "seedling-64", "-k", "9", "--reduce", "umap", "--dimensions", "5", "--json"
          )
          found.append(try JSONValue(parsing: outcome.bytes).without("run", "madeAt"))
        }
        #expect(found[0] == found[1])
      }
    }

    @Test func goldNamesClustersFoldByFold() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.coders, in: place)
        let trained = try await place.succeed("train", "-C", "study", "groups")
        #expect(trained.messages.contains("12 clusters of 288 posts"))
        try await place.succeed("code", "-C", "study", "groups")
        // The pictures show the scene and the light: far above a third and a half.
        #expect(try await accuracy(of: "groups", on: "scene", in: place) > 0.5)
        #expect(try await accuracy(of: "groups", on: "light", in: place) > 0.75)
        let again = try await place.succeed("code", "-C", "study", "groups")
        #expect(again.messages.contains("nothing to do"))
        let codings = try JSONValue.lines(
          try await place.succeed(
            "export", "codings", "-C", "study", "--coder", "groups", "--format", "jsonl"
          ).bytes)
        #expect(codings.allSatisfy { $0["fold"]?.number != nil && $0["details"]?["cluster"] != nil })
      }
    }

    @Test func textsAndPeopleNameClusters() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.coders, in: place)
        try await place.succeed("code", "-C", "study", "worded")
        #expect(try await accuracy(of: "worded", on: "topic", in: place) > 0.2)
        let said = try await place.succeed("code", "-C", "study", "said")
        #expect(said.messages.contains("288"))
        let leaky = try await place.run("train", "-C", "study", "leaky")
        #expect(leaky.status == 1)
        #expect(leaky.messages.contains("probe learned from gold"))
      }
    }

    /// A language model with random weights names at random, but it names: every cluster has a category of the codebook.
    @Test func aLanguageModelNamesClusters() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.coders, in: place)
        let model = "google/flan-t5-tiny"
        try place.copy(
          SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/models/\(model)"),
          to: "study/models/\(model)")
        try await place.succeed("code", "-C", "study", "written")
        let codings = try JSONValue.lines(
          try await place.succeed(
            "export", "codings", "-C", "study", "--coder", "written", "--format", "jsonl"
          ).bytes)
        #expect(codings.count == 288)
        #expect(codings.allSatisfy { $0["details"]?["votes"]?.text == "2" })
        #expect(codings.allSatisfy { ["food", "sport", "travel"].contains($0["value"]?.text ?? "") })
        let runs = try await place.succeed("runs", "-C", "study", "--json")
        #expect(runs.output.contains(model))
      }
    }

    /// Another coder codes the typical members first, and is told which.
    @Test func anotherCoderNamesByTheTypicalMembers() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.coders, in: place)
        let early = try await place.run("train", "-C", "study", "seen")
        #expect(early.status == 1)
        #expect(early.messages.contains("they are the sample seen-typical now"))
        let gold = try String(contentsOf: KnownTruth.folder.appending(path: "gold.csv"), encoding: .utf8)
        try place.write(gold.replacing(",gold,", with: ",elsewhere,"), to: "elsewhere.csv")
        try await place.succeed("import", "codings", "-C", "study", "elsewhere.csv", "--kind", "model")
        try await place.succeed("code", "-C", "study", "seen")
        #expect(try await accuracy(of: "seen", on: "scene", in: place) > 0.4)
      }
    }
  }
}
