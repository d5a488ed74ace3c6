import Foundation
import Testing

extension EndToEnd {
  /// Numbers that another program made stand beside the encoders' own.
  struct ImportedFeaturesTests {
    /// Answers of a coder, by post.
    private static func answers(of coder: String, _ place: Workplace) async throws -> [String: String] {
      let table = DelimitedText(
        try await place.succeed("export", "codings", "-C", "study", "--coder", coder).output)
      let value = try #require(table.header.firstIndex(of: "value"))
      return Dictionary(uniqueKeysWithValues: table.rows.map { ($0[0], $0[value]) })
    }

    @Test func aProbeOnExportedEmbeddingsAnswersAsOnItsEncoder() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("export", "features", "-C", "study", "-o", "mine.npy")
        let imported = try await place.succeed("import", "features", "-C", "study", "mine.npy", "--json")
        let outcome = try JSONValue(parsing: Data(imported.output.utf8))
        #expect(outcome["encoder"]?.text == "imported:mine" && (outcome["posts"]?.number ?? 0) > 100)
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file + "\n  - name: elsewhere\n    kind: probe\n    encoder: imported:mine\n",
          to: "study/codeframe.yaml")
        for coder in ["probe", "elsewhere"] { try await place.succeed("code", "-C", "study", coder) }
        let (own, elsewhere) = (
          try await Self.answers(of: "probe", place), try await Self.answers(of: "elsewhere", place)
        )
        // Of the few posts with several pictures each picture is learned from, or their mean: the heads are not quite the same.
        let pictures = DelimitedText(try place.text("mine.csv")).rows.map { $0[0] }
        let single = Dictionary(grouping: pictures, by: \.self).filter { $0.value.count == 1 }.keys
        let differ = single.filter { own[$0] != elsewhere[$0] }
        #expect(
          single.count > 90 && Double(differ.count) < 0.06 * Double(single.count),
          "\(differ.count) of \(single.count)")

        let status = try await place.succeed("status", "-C", "study", "--json")
        let sets = try JSONValue(parsing: Data(status.output.utf8))["importedFeatures"]?.items ?? []
        #expect(sets.count == 1 && sets[0]["source"]?.text == "mine.npy")
        try await place.succeed("cluster", "imported:mine", "-C", "study", "-k", "4", "--name", "by-mine")
        try await place.succeed(
          "export", "features", "-C", "study", "--extractor", "imported:mine", "-o", "back.npy")

        // What is forgotten is gone from them too.
        let id = try #require(single.sorted().first)
        try await place.succeed("forget", "-C", "study", id, "--yes")
        let after = try JSONValue(
          parsing: Data(try await place.succeed("status", "-C", "study", "--json").output.utf8))
        #expect(
          after["importedFeatures"]?.items.first?["posts"]?.number == (outcome["posts"]?.number ?? 0) - 1)

        try await place.succeed("import", "features", "-C", "study", "--remove", "mine")
        let gone = try await place.run("train", "-C", "study", "elsewhere")
        #expect(gone.status == 1 && gone.messages.contains("import features FILE --name mine"))
      }
    }

    @Test func aTableOfLabelsIsLearnedFrom() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let gold = DelimitedText(try String(contentsOfFile: SampleStudy.path("gold.csv"), encoding: .utf8))
        let value = try #require(gold.header.firstIndex { ["value", "ces"].contains($0) })
        let labels = Set(gold.rows.map { $0[value] }).filter { !$0.isEmpty }.sorted()
        let rows = gold.rows.map { row in
          ([row[0], "words"] + labels.map { $0 == row[value] ? "0.9" : "" }).joined(separator: ",")
        }
        try place.write(
          (["id,note," + labels.joined(separator: ",")] + rows).joined(separator: "\n") + "\nnobody,x"
            + String(repeating: ",1", count: labels.count) + "\n", to: "labels.csv")
        let refused = try await place.run(
          "import", "features", "-C", "study", "labels.csv", "--name", "vision")
        #expect(refused.status == 1 && refused.messages.contains("--empty-is-zero"))
        let imported = try await place.succeed(
          "import", "features", "-C", "study", "labels.csv", "--name", "vision", "--empty-is-zero")
        #expect(
          imported.messages.contains("left out the columns note")
            && imported.messages.contains("left out 1 row of another id"))
        let file = try place.text("study/codeframe.yaml")
        try place.write(
          file + "\n  - name: by-labels\n    kind: probe\n    encoder: imported:vision\n",
          to: "study/codeframe.yaml")
        try await place.succeed("code", "-C", "study", "by-labels")
        let board = try JSONValue(
          parsing: Data(try await place.succeed("evaluate", "-C", "study", "--json").output.utf8))
        let row = try #require(
          board["leaderboard"]?.items.first { $0["coder"]?["name"]?.text == "by-labels" })
        #expect((row["figure"]?["value"]?.number ?? 0) > 0.99)
        let used = try place.text("study/codeframe.yaml").replacing(
          "encoder: imported:vision", with: "encoder: imported:vision\n    uses: [image]")
        try place.write(used, to: "study/codeframe.yaml")
        let wrong = try await place.run("status", "-C", "study")
        #expect(wrong.status == 1 && wrong.messages.contains("remove `uses`"))
      }
    }
  }
}
