import Foundation
import Testing

extension EndToEndFigures {
  /// `train/<category>/` and `test/<category>/` bring gold and a split.
  struct ClassFoldersTests {
    @Test func foldersGiveGoldAndASplit() async throws {
      try await Workplace.with { place in
        let gold = DelimitedText(
          try String(contentsOf: SampleStudy.folder.appending(path: "gold.csv"), encoding: .utf8))
        let values = Dictionary(zip(gold["id"], gold["value"]), uniquingKeysWith: { $1 })
        var counts = ["train": 0, "test": 0]
        for (number, picture) in try SampleStudy.pictures().enumerated() {
          guard let value = values[picture.deletingPathExtension().lastPathComponent],
            value == "Sports" || value == "Gastronomy"
          else { continue }
          let part = number % 4 == 0 ? "test" : "train"
          counts[part, default: 0] += 1
          // Capitals and separators do not matter in folders' names.
          try place.copy(picture, to: "pictures/\(part)/\(value.lowercased())/\(picture.lastPathComponent)")
        }
        try place.write(
          """
          study: Classes
          variables:
            - name: service
              type: category
              categories:
                - name: Sports
                - name: Gastronomy
          coders:
            - name: probe
              kind: probe
              encoder: seedling-64
              head: prototypes
              learns-from: gold

          """, to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        let imported = try await place.succeed("import", "posts", "-C", "study", "pictures")
        #expect(imported.messages.contains("gold codings of service"))
        let splits = try JSONValue(
          parsing: try await place.succeed("split", "list", "-C", "study", "--json").bytes)
        for (part, count) in counts { #expect(splits["given"]?[part] == .number(Double(count))) }

        let trained = try await place.succeed("train", "-C", "study", "probe")
        // Neither test pictures teach, nor what looks like one of them.
        let taught = try #require(trained.messages.firstMatch(of: /trained on ([0-9]+) posts/))
        let count = try #require(Int(taught.1))
        #expect(count <= counts["train"] ?? 0 && count > 10)
        try await place.succeed("code", "-C", "study", "probe")
        let evaluation = try JSONValue(
          parsing: try await place.succeed("evaluate", "-C", "study", "--split", "given", "--json").bytes)
        let validity = evaluation["variables"]?.items.first?["validity"]?.items.first
        #expect(validity?["counts"]?["compared"] == .number(Double(counts["test"] ?? 0)))
        #expect(validity?["counts"]?["outOfFold"] == .number(0))
        let unknown = try await place.run("evaluate", "-C", "study", "--split", "none")
        #expect(unknown.status == 1 && unknown.messages.contains("it has given"))

        // The same folders again: nothing new, nothing doubled.
        let before = try await place.succeed("export", "codings", "-C", "study")
        try await place.succeed("import", "posts", "-C", "study", "pictures")
        let after = try await place.succeed("export", "codings", "-C", "study")
        #expect(
          DelimitedText(after.output).rows(without: "coded_at")
            == DelimitedText(before.output).rows(without: "coded_at"))
      }
    }

    @Test func aFolderThatIsNoCategoryStopsTheImport() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        let picture = try #require(try SampleStudy.pictures().first)
        try place.copy(picture, to: "pictures/train/Sports/1.jpg")
        try place.copy(picture, to: "pictures/train/Sprots/2.jpg")
        let outcome = try await place.run("import", "posts", "-C", "study", "pictures")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("Sprots") && outcome.messages.contains("Gastronomy"))
        #expect(DelimitedText(try await place.succeed("export", "posts", "-C", "study").output).rows.isEmpty)
      }
    }
  }
}
