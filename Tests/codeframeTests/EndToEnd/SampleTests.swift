import ContentCoding
import Foundation
import Storage
import Testing

extension EndToEndFigures {
  /// Samples: drawn, tied to codings, evaluated, exported.
  struct SampleTests {
    /// A study of 30 posts, 20 of them at the lake, of which `probe` is imported as a coder.
    static func study(in place: Workplace) async throws {
      try await place.succeed("init", "study", "--template", "ces")
      let posts = (0..<30).map { "p\($0),caption \($0),\($0 < 20 ? "lake" : $0 < 29 ? "town" : "")" }
      try place.write("id,text,place\n" + posts.joined(separator: "\n") + "\n", to: "posts.csv")
      try await place.succeed("import", "posts", "-C", "study", "posts.csv")
      let codings = (0..<30).map { number in
        "p\(number),model,ces,\(number % 10 == 0 ? "Sports" : "Gastronomy"),0.\(number + 10)"
      }
      try place.write(
        "id,coder,variable,value,confidence\n" + codings.joined(separator: "\n") + "\n", to: "model.csv")
      try await place.succeed("import", "codings", "-C", "study", "model.csv", "--kind", "model")
    }

    static func gold(_ posts: [String], in place: Workplace) throws {
      try place.write(
        "id,coder,variable,value\n" + posts.map { "\($0),gold,ces,Sports\n" }.joined(), to: "gold.csv")
    }

    static func draw(_ arguments: String..., in place: Workplace) async throws -> JSONValue {
      let outcome = try await place.codeframe.start(["sample", "-C", "study", "--json"] + arguments).outcome()
      guard outcome.status == 0 else { throw CommandFailed(arguments: arguments, outcome: outcome) }
      return try JSONValue(parsing: outcome.bytes)
    }

    @Test func aRandomSampleIsDrawnListedAndTiedToCodings() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        let drawn = try await Self.draw("10", "--name", "main", in: place)
        let posts = try #require(drawn["posts"]).items
        #expect(posts.count == 10 && drawn["isPurposive"] == .boolean(false))
        for post in posts { #expect(abs((post["probability"]?.number ?? 0) - 1.0 / 3) < 1e-12) }
        let ids = posts.compactMap { $0["id"]?.text }
        // The same study imported in another order has the same sample.
        let taken = try await place.run("sample", "10", "-C", "study", "--name", "main")
        #expect(taken.status == 1 && taken.messages.contains("--replace"), "\(taken.messages)")
        let again = try await Self.draw("10", "--name", "main", "--replace", in: place)
        #expect(again["posts"] == drawn["posts"])
        let list = try JSONValue(
          parsing: try await place.succeed("sample", "list", "-C", "study", "--json").bytes)
        #expect(list.items.map { $0["name"] } == [.text("main")] && list.items[0]["posts"] == .number(10))

        let stranger = try #require((0..<30).map { "p\($0)" }.first { !ids.contains($0) })
        try Self.gold(ids + [stranger], in: place)
        let refused = try await place.run("import", "codings", "-C", "study", "gold.csv", "--sample", "main")
        #expect(
          refused.status == 1
            && refused.messages.contains("1 post of 11 is not in the sample main: \(stranger)"))
        #expect(refused.messages.contains("nothing was imported"))
        #expect(try await place.run("evaluate", "-C", "study").status == 1)
        try Self.gold(ids, in: place)
        let designed = try await place.run(
          "import", "codings", "-C", "study", "gold.csv", "--sample", "main", "--sample-design", "random")
        #expect(designed.status == 1 && designed.messages.contains("Codeframe drew the sample main"))
        let tied = try await place.succeed("import", "codings", "-C", "study", "gold.csv", "--sample", "main")
        #expect(tied.messages.contains("10 of 10 posts of the sample main"))
        let show = try JSONValue(
          parsing: try await place.succeed("sample", "show", "main", "-C", "study", "--json").bytes)
        #expect(show["codedBy"]?["gold"] == .number(10) && show["posts"]?.items.count == 10)
        // It holds all of gold, so the evaluation speaks of it unasked; equal chances are no weights.
        let evaluation = try await place.succeed("evaluate", "-C", "study")
        #expect(
          evaluation.output.contains(
            "describe the posts that the sample main was drawn from, each with the same chance"
          ))
        let rest = try await Self.draw("20", "--name", "rest", "--without-coded", "gold", in: place)
        let others = Set((rest["posts"]?.items ?? []).compactMap { $0["id"]?.text })
        #expect(others.count == 20 && others.isDisjoint(with: ids))
        let double = try await Self.draw("5", "--name", "double", "--from", "main", in: place)
        for post in double["posts"]?.items ?? [] {
          #expect(abs((post["probability"]?.number ?? 0) - 1.0 / 6) < 1e-12)
          #expect(ids.contains(post["id"]?.text ?? ""))
        }
        try await place.succeed("sample", "remove", "main", "-C", "study")
        #expect(
          try await place.run("sample", "show", "main", "-C", "study").messages.contains("no sample main"))
      }
    }

    @Test func importedPostsBecomeASample() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        try Self.gold(["p1", "p2", "p3"], in: place)
        let typo = try await place.run("import", "codings", "-C", "study", "gold.csv", "--sample", "frist")
        #expect(typo.status == 1 && typo.messages.contains("no sample frist"))
        let unknown = try await place.succeed(
          "import", "codings", "-C", "study", "gold.csv", "--new-sample", "first")
        #expect(unknown.messages.contains("inclusion probabilities are unknown"))
        let known = try await place.succeed(
          "import", "codings", "-C", "study", "gold.csv", "--sample", "first", "--sample-design", "random")
        #expect(known.messages.contains("every post had the chance 0.1000"))
        let show = try JSONValue(
          parsing: try await place.succeed("sample", "show", "first", "-C", "study", "--json").bytes)
        #expect(show["posts"]?.items.compactMap { $0["probability"]?.number } == [0.1, 0.1, 0.1])
        #expect(show["design"]?.text?.contains("researcher's word") == true)
      }
    }

    @Test func strataShareASample() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        let columns = try await Self.draw(
          "7", "--name", "places", "--by", "stratified", "--strata", "place", in: place)
        let sizes = (columns["strata"]?.items ?? []).map { [$0["name"], $0["size"], $0["drawn"]] }
        #expect(
          sizes == [
            [.text("(no place)"), .number(1), .number(1)], [.text("lake"), .number(20), .number(4)],
            [.text("town"), .number(9), .number(2)],
          ])
        let weights = (columns["posts"]?.items ?? []).compactMap { $0["probability"]?.number }
        #expect(abs(weights.reduce(0) { $0 + 1 / $1 } - 30) < 1e-9)
        #expect(columns["isPurposive"] == .boolean(false))

        let balanced = try await Self.draw(
          "6", "--name", "balanced", "--by", "stratified", "--strata", "ces", "--coder", "model",
          "--allocation", "equal", in: place)
        #expect(balanced["isPurposive"] == .boolean(true))
        #expect((balanced["strata"]?.items ?? []).map { $0["drawn"] } == [.number(3), .number(3)])
        let ids = (balanced["posts"]?.items ?? []).compactMap { $0["id"]?.text }
        #expect((balanced["posts"]?.items ?? []).allSatisfy { $0["probability"]?.number != nil })
        try Self.gold(ids, in: place)
        try await place.succeed("import", "codings", "-C", "study", "gold.csv", "--sample", "balanced")
        let named = try await place.succeed("evaluate", "-C", "study", "--sample", "balanced")
        #expect(named.output.contains("the sample balanced only, purposive: does not represent the corpus"))
        let unasked = try await place.succeed("evaluate", "-C", "study")
        #expect(unasked.output.contains("describe the gold sample only"), "\(unasked.output)")

        for (arguments, words) in [
          (["9", "--by", "stratified", "--strata", "country"], "there are author, place"),
          (["9", "--by", "stratified", "--strata", "ces"], "--coder"),
          (["2", "--by", "stratified", "--strata", "place"], "ask for 3 posts or more"),
          (["9", "--by", "cluster"], "codeframe cluster"), (["31"], "ask for 30 or fewer"),
          (["9", "--from", "none"], "no sample none"),
          (["9", "--without-coded", "nobody"], "codings are there by gold, model"),
          (["9", "--by", "uncertain", "--coder", "gold"], "gives no confidence"),
        ] {
          let refused = try await place.codeframe.start(
            ["sample", "-C", "study", "--name", "x"] + arguments
          ).outcome()
          #expect(refused.status == 1 && refused.messages.contains(words), "\(refused.messages)")
        }
      }
    }

    @Test func theLeastSureAndTheKeptOfDuplicates() async throws {
      try await Workplace.with { place in
        try await Self.study(in: place)
        let study = try Study(openingAt: place.url("study"))
        try study.saveDuplicates(
          [DuplicateGroup(kind: .near, posts: ["p0", "p1", "p2"], kept: "p1")], at: Date())
        try study.close()
        let doubtful = try await Self.draw(
          "3", "--name", "doubtful", "--by", "uncertain", "--coder", "model", in: place)
        #expect((doubtful["posts"]?.items ?? []).map { $0["id"]?.text } == ["p1", "p3", "p4"])
        #expect(doubtful["isPurposive"] == .boolean(true) && doubtful["drawnFrom"] == .number(28))
        let all = try await Self.draw("28", "--name", "all", in: place)
        let ids = Set((all["posts"]?.items ?? []).compactMap { $0["id"]?.text })
        #expect(ids.contains("p1") && !ids.contains("p0") && !ids.contains("p2"))
        #expect(
          all["design"]?.text?.contains("28 distinct posts (of marked duplicates the kept one)") == true)
        let whole = try await Self.draw("30", "--name", "whole", "--with-duplicates", in: place)
        #expect(whole["posts"]?.items.count == 30)
      }
    }

    @Test func diversePostsLieFarFromEachOther() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let drawn = try await Self.draw("8", "--name", "far", "--by", "diverse", in: place)
        let ids = (drawn["posts"]?.items ?? []).compactMap { $0["id"]?.text }
        #expect(Set(ids).count == 8 && drawn["isPurposive"] == .boolean(true))
        let again = try await Self.draw("8", "--name", "far", "--by", "diverse", "--replace", in: place)
        #expect(again["posts"] == drawn["posts"])
        try await place.succeed("export", "sheet", "-C", "study", "--sample", "far", "-o", "sheet.html")
        let sheet = try place.text("sheet.html")
        #expect(sheet.components(separatedBy: "<article").count == 9)
        #expect(sheet.components(separatedBy: "src=\"data:image/jpeg;base64,").count > 6)
        for id in ids { #expect(sheet.contains("<bdi>\(id)</bdi>")) }
        #expect(!sheet.contains("<script"))
        // Without a browser: a table to fill in, which comes back, and a workbook.
        try await place.succeed("export", "sheet", "-C", "study", "--sample", "far", "-o", "sheet.csv")
        #expect(try place.text("sheet-codebook.csv").contains("one of the values below"))
        let empty = DelimitedText(try place.text("sheet.csv"))
        #expect(Set(empty["id"]) == Set(ids) && empty["ces"].allSatisfy(\.isEmpty))
        let filled = ["id,ces"] + empty["id"].map { "\($0),Sports" }
        try place.write(filled.joined(separator: "\n") + "\n", to: "filled.csv")
        let read = try await place.succeed(
          "import", "codings", "-C", "study", "filled.csv", "--coder", "carla")
        #expect(read.messages.contains("8 codings of 8 posts by carla"))
        try await place.succeed("export", "sheet", "-C", "study", "--sample", "far", "-o", "sheet.xlsx")
        #expect(try Data(contentsOf: place.url("sheet.xlsx")).starts(with: Data("PK".utf8)))
        let wrong = try await place.run(
          "export", "sheet", "-C", "study", "--sample", "far", "-o", "study/study.sqlite")
        #expect(wrong.status == 1)
      }
    }

    @Test(arguments: [
      ["0", "--name", "x"], ["5"], ["5", "--name", " "], ["5", "--name", "x", "--by", "stratified"],
      ["5", "--name", "x", "--strata", "place"], ["5", "--name", "x", "--by", "uncertain"],
      ["5", "--name", "x", "--coder", "model"], ["5", "--name", "x", "--allocation", "equal"],
      ["5", "--name", "x", "--clustering", "c"], ["5", "--name", "x", "--variable", "ces"],
      ["five", "--name", "x"],
    ])
    func wrongUsageIsStatus64(_ arguments: [String]) async throws {
      try await Workplace.with { place in
        let outcome = try await place.codeframe.start(["sample"] + arguments).outcome()
        #expect(outcome.status == 64, "\(outcome.messages)")
      }
    }
  }
}
