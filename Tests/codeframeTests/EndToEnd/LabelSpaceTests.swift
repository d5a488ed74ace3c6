import Foundation
import Testing

extension EndToEnd {
  /// A classifier's labels in the space of an encoder of texts: pictures beside words, without a model of both.
  struct LabelSpaceTests {
    private static let space = "efficientnet-lite0+openai/clip-tiny"
    private static let coders = """
      coders:
        - {name: by-labels, kind: zero-shot, by: labels, texts: openai/clip-tiny, balance: true, variables: [ces]}
        - {name: groups, kind: cluster, clusters: 4, naming: {coder: by-labels}, variables: [ces]}
        - {name: label-probe, kind: probe, encoder: \(space), variables: [ces]}

      """

    private static func makeStudy(in place: Workplace) async throws {
      let file = SampleStudy.folder.appending(path: "codeframe.yaml")
      let sample = try String(contentsOf: file, encoding: .utf8)
      let codebook = sample.prefix(upTo: try #require(sample.firstRange(of: "\ncoders:")?.lowerBound))
      try place.write(codebook + "\n" + coders, to: "study/codeframe.yaml")
      let texts = place.url("study/models/openai/clip-tiny")
      try FileManager.default.createDirectory(
        at: texts.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/models/openai/clip-tiny"),
        to: texts)
      try await place.succeed("init", "study")
      try await place.succeed("import", "posts", "-C", "study", SampleStudy.path("posts.csv"))
      try await place.succeed("import", "codings", "-C", "study", SampleStudy.path("gold.csv"))
    }

    @Test func picturesLieAmongWords() async throws {
      try await Workplace.with { place in
        try await Self.makeStudy(in: place)
        let posts = try DelimitedText(
          String(contentsOf: SampleStudy.folder.appending(path: "posts.csv"), encoding: .utf8)
        ).rows.count

        // What is measured over all posts changes with the posts, and with nothing else.
        let first = try await place.succeed("code", "-C", "study", "by-labels")
        #expect(first.messages.contains("categories are measured on"), "\(first.messages)")
        let again = try await place.succeed("code", "-C", "study", "by-labels")
        #expect(!again.messages.contains("are measured on"), "\(again.messages)")
        try place.write("id,caption\nlate,a late post\n", to: "late.csv")
        try await place.succeed("import", "posts", "-C", "study", place.url("late.csv").path)
        let later = try await place.succeed("code", "-C", "study", "by-labels")
        #expect(later.messages.contains("\(posts + 1) codings of \(posts + 1) posts"), "\(later.messages)")

        for coder in ["groups", "label-probe"] { try await place.succeed("code", "-C", "study", coder) }
        let runs = try JSONValue(parsing: try await place.succeed("runs", "-C", "study", "--json").bytes)
          .items
        let models = runs.map {
          ($0["coder"]?["name"]?.text, $0["models"]?.items.compactMap { $0["name"]?.text })
        }
        for coder in ["by-labels", "label-probe"] {
          let found = models.filter { $0.0 == coder }.compactMap(\.1)
          #expect(
            !found.isEmpty && found.allSatisfy { $0 == ["efficientnet-lite0", "openai/clip-tiny"] },
            "\(coder): \(found)")
        }

        let named = try await place.succeed(
          "similar", "-C", "study", "a dog", "-n", "3", "--encoder", Self.space, "--json")
        let nearest = try JSONValue(parsing: named.bytes).items.compactMap { $0["post"]?.text }
        #expect(nearest.count == 3)
        // Nobody named a space: the study's own, in which words can be compared, is taken.
        let unnamed = try await place.succeed("similar", "-C", "study", "a dog", "-n", "3", "--json")
        #expect(unnamed.bytes == named.bytes)
        let refused = try await place.codeframe.run(
          "similar", "-C", "study", "a dog", "--encoder", "efficientnet-lite0")
        #expect(refused.status == 1 && refused.messages.contains("encodes no text"), "\(refused.messages)")
      }
    }
  }
}
