import Foundation
import Testing

extension EndToEndFigures {
  /// All types of variables and a filter question, from gold to figures.
  struct FilterTests {
    @Test func aProbeAnswersEveryTypeAndKeepsToFilters() async throws {
      try await Workplace.with { place in
        try place.write(Self.studyFile, to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        try await place.succeed("import", "posts", "-C", "study", SampleStudy.path("images"))
        try place.write(try Self.gold(), to: "gold.csv")
        try await place.succeed("import", "codings", "-C", "study", "gold.csv")
        try await place.succeed("train", "-C", "study", "probe")
        let coded = try await place.succeed("code", "-C", "study", "probe")
        #expect(coded.messages.contains("x not-applicable: applies when outdoor is true"))

        let export = try await place.succeed(
          "export", "codings", "-C", "study", "--coder", "probe", "--format", "jsonl")
        let codings = Dictionary(
          grouping: try JSONValue.lines(export.bytes), by: { $0["post_id"]?.text ?? "" })
        #expect(codings.count == 123)
        for (post, codings) in codings {
          let answers = Dictionary(
            codings.map { ($0["variable"]?.text ?? "", $0) }, uniquingKeysWith: { $1 })
          #expect(codings.count == 3 && answers.count == 3, "\(post)")
          let applies = answers["outdoor"]?["value"] == .boolean(true)
          for dependent in ["crowd", "weather"] {
            let answer = try #require(answers[dependent])
            #expect(answer["status"] == .text(applies ? "coded" : "abstained"), "\(post) \(dependent)")
          }
          if applies {
            let crowd = try #require(answers["crowd"]?["value"]?.number)
            #expect((0...10).contains(crowd))
          }
        }
        let table = DelimitedText(
          try await place.succeed("export", "codings", "-C", "study", "--variable", "weather").output)
        #expect(Set(table["value"]).isSubset(of: ["", "sun", "rain", "rain|sun"]))
        #expect(
          zip(zip(table["coder"], table["value"]), table["status"]).contains {
            $0 == ("gold", "") && $1 == "coded"
          })

        let evaluation = try JSONValue(
          parsing: try await place.succeed("evaluate", "-C", "study", "--json").bytes)
        let variables = evaluation["variables"]?.items ?? []
        #expect(
          variables.map { $0["variable"]?["name"]?.text ?? $0["variable"]?.text } == [
            "outdoor", "crowd", "weather",
          ])
        for variable in variables {
          let counts = variable["validity"]?.items.first?["counts"]
          #expect(counts?["compared"]?.number ?? 0 > 20)
          #expect(counts?["outOfFold"] == counts?["compared"])
        }
      }
    }

    private static let studyFile = """
      study: Filters
      variables:
        - name: outdoor
          type: boolean
        - name: crowd
          type: number
          range: [0, 10]
          applies-when: {outdoor: [true]}
        - name: weather
          type: tags
          categories:
            - name: sun
            - name: rain
          applies-when: {outdoor: [true]}
      coders:
        - name: probe
          kind: probe
          encoder: seedling-64
          head: knn
          learns-from: gold

      """

    /// Made-up answers to the sample's pictures: what is nature counts as outdoors.
    private static func gold() throws -> String {
      let gold = DelimitedText(
        try String(contentsOf: SampleStudy.folder.appending(path: "gold.csv"), encoding: .utf8))
      let there = Set(try SampleStudy.pictures().map { $0.deletingPathExtension().lastPathComponent })
      var lines = ["id,coder,variable,value"]
      for (number, (id, value)) in zip(gold["id"], gold["value"]).enumerated() where there.contains(id) {
        let isOutdoor = ["Landscape-Nature", "Sports", "Fauna-Flora"].contains(value)
        lines.append("\(id),gold,outdoor,\(isOutdoor ? "yes" : "0")")
        guard isOutdoor else { continue }
        lines.append("\(id),gold,crowd,\(number % 7)")
        lines.append("\(id),gold,weather,\(["sun", "", "sun|rain"][number % 3])")
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }
}
