import ContentCoding
import Foundation
import Storage
import Testing

extension EndToEndFigures {
  /// Clusters as a frame: samples by cluster, pairs judged by two people.
  struct PairsTests {
    /// The study of ``SampleTests`` with a clustering of its first 24 posts in clusters of 12, 8 and 4; p24 lies in none.
    static func study(in place: Workplace) async throws {
      try await SampleTests.study(in: place)
      let study = try Study(openingAt: place.url("study"))
      var places: [String: Clustering.Place] = [:]
      for number in 0..<24 {
        places["p\(number)"] = Clustering.Place(cluster: number < 12 ? 0 : number < 20 ? 1 : 2, distance: 0.1)
      }
      places["p24"] = Clustering.Place(cluster: nil)
      try study.saveClustering(
        Clustering(
          name: "kinds", run: "r1",
          recipe: ClusteringRecipe(encoder: "seedling-64", method: .kmeans(clusters: 3...3)),
          figures: ClusteringFigures(), places: places, madeAt: Date()))
      try study.close()
    }

    @Test func clustersAreStrata() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        let drawn = try await SampleTests.draw(
          "8", "--name", "by-cluster", "--by", "cluster", "--allocation", "equal", in: place)
        let strata = (drawn["strata"]?.items ?? []).map { [$0["name"], $0["size"], $0["drawn"]] }
        #expect(
          strata == [
            [.text("(no cluster)"), .number(6), .number(2)], [.text("cluster 0"), .number(12), .number(2)],
            [.text("cluster 1"), .number(8), .number(2)], [.text("cluster 2"), .number(4), .number(2)],
          ])
        #expect(drawn["isPurposive"] == .boolean(false))
        #expect(drawn["design"]?.text?.contains("equal by the clusters of kinds") == true)
      }
    }

    @Test func twoPeopleJudgePairsBlindly() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        let drawn = try await place.succeed("pairs", "20", "-C", "study", "--name", "check", "--json")
        let pairs = try #require(try JSONValue(parsing: drawn.bytes)["pairs"]).items
        #expect(pairs.count == 20 && pairs.count { $0["isWithin"] == .boolean(true) } == 10)
        let early = try await place.succeed("pairs", "show", "check", "-C", "study")
        #expect(early.output.contains("nobody has judged these pairs yet"))

        for coder in ["anna", "ben"] {
          try await place.succeed(
            "pairs", "export", "check", "-C", "study", "-o", "\(coder).csv", "--coder", coder)
        }
        let tables = try ["anna", "ben"].map { DelimitedText(try place.text("\($0).csv")) }
        #expect(tables[0]["pair"] != tables[1]["pair"])
        #expect(tables.allSatisfy { Set($0["pair"]) == Set((1...20).map(String.init)) })
        #expect(
          tables[0].header == [
            "pair", "belong", "first", "first_caption", "first_picture", "second", "second_caption",
            "second_picture",
          ])
        // Anna sees the clusters as they are; Ben differs on two pairs within, and leaves one between out.
        let within = Set(
          pairs.filter { $0["isWithin"] == .boolean(true) }.compactMap { $0["number"]?.number })
        let inside = within.sorted()
        let outside = pairs.compactMap { $0["number"]?.number }.filter { !within.contains($0) }.sorted()
        func table(_ answer: (Double) -> String) -> String {
          "pair,belong\n" + (1...20).map { "\($0),\(answer(Double($0)))\n" }.joined()
        }
        try place.write(table { within.contains($0) ? "yes" : "no" }, to: "anna.csv")
        try place.write(
          table { number in
            number == outside[0]
              ? "" : within.contains(number) && !inside.prefix(2).contains(number) ? "1" : "0"
          }, to: "ben.csv")
        for coder in ["anna", "ben"] {
          let read = try await place.succeed(
            "pairs", "import", "\(coder).csv", "-C", "study", "--name", "check", "--coder", coder)
          #expect(read.messages.contains(coder == "anna" ? "20 of 20 pairs judged" : "19 of 20 pairs judged"))
        }
        let show = try JSONValue(
          parsing: try await place.succeed("pairs", "show", "check", "-C", "study", "--json").bytes)
        #expect(show["clustering"] == .text("kinds"))
        let figures = try #require(show["figures"])
        let coders = try #require(figures["coders"]).items
        #expect(coders.map { $0["within"]?["share"] } == [.number(1), .number(0.8)])
        #expect(coders.map { $0["between"]?["judged"] } == [.number(10), .number(9)])
        let agreement = try #require(figures["agreements"]?.items.first)
        // The table 8, 2, 0, 9: agreement 17/19, chance (10 * 8 + 9 * 11) / 19².
        #expect(agreement["pairs"] == .number(19))
        let chance = 179.0 / 361
        #expect(abs((agreement["kappa"]?.number ?? 0) - (17.0 / 19 - chance) / (1 - chance)) < 1e-12)
        let text = try await place.succeed("pairs", "show", "check", "-C", "study")
        #expect(text.output.contains("anna, ben") && text.output.contains("0.895"))
        let list = try await place.succeed("pairs", "list", "-C", "study")
        #expect(list.output.contains("check") && list.output.contains("kinds"))

        // The two pairs on which they differ say nothing of a clustering.
        let compared = try JSONValue(
          parsing: try await place.succeed(
            "compare", "clusterings", "--pairs", "check", "-C", "study", "--json"
          ).bytes)
        let row = try #require(compared["rows"]?.items.first)
        #expect(
          row["name"] == .text("kinds") && row["clusters"] == .number(3) && row["leftOver"] == .number(1))
        #expect(row["pairs"]?["pairs"] == .number(18))
        #expect(row["pairs"]?["statistics"]?.items.first?["value"] == .number(1))
        let table = try await place.succeed("compare", "clusterings", "-C", "study", "--format", "csv")
        #expect(table.output.hasPrefix("clustering,encoder,method"))

        try await place.succeed("export", "sheet", "-C", "study", "--pairs", "check", "-o", "sheet.html")
        let sheet = try place.text("sheet.html")
        #expect(sheet.components(separatedBy: "Do the two belong together?").count == 21)
        #expect(!sheet.contains("kinds"))
      }
    }

    @Test func whatIsWrongWithPairsIsSaid() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        for (arguments, words) in [
          (["200", "--name", "x", "--within", "1"], "there are 100"),
          (["5", "--name", "x", "--clustering", "none"], "has the clusterings kinds"),
          (["show", "none"], "no pairs none"), (["export", "none"], "no pairs none"),
        ] {
          let outcome = try await place.codeframe.start(["pairs"] + arguments + ["-C", "study"]).outcome()
          #expect(outcome.status == 1 && outcome.messages.contains(words), "\(outcome.messages)")
        }
        try await place.succeed("pairs", "4", "-C", "study", "--name", "few")
        try place.write("pair,belong\n1,perhaps\n9,yes\n", to: "bad.csv")
        let bad = try await place.run(
          "pairs", "import", "bad.csv", "-C", "study", "--name", "few", "--coder", "anna")
        #expect(bad.status == 1 && bad.messages.contains("bad.csv:2: belong is \"perhaps\""))
        #expect(bad.messages.contains("bad.csv:3: the sample has no pair \"9\""))
        let twice = try await place.run("pairs", "4", "-C", "study", "--name", "few")
        #expect(twice.status == 1 && twice.messages.contains("--replace"))
        try await place.succeed("pairs", "remove", "few", "-C", "study")
        for arguments in [["0", "--name", "x"], ["4"], ["4", "--name", "x", "--within", "2"]] {
          #expect(try await place.codeframe.start(["pairs"] + arguments).outcome().status == 64)
        }
        #expect(try await place.run("export", "sheet", "-o", "x.html").status == 64)
      }
    }
  }
}
