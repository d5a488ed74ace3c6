import Foundation
import Testing

extension EndToEndFigures {
  /// Agreement, consensus, comparison, honest shares and regressions, as a person asks for them.
  struct NumbersTests {
    @Test func twoPeopleAgreeWithoutGold() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let text = try await place.succeed("agreement", "-C", "study")
        #expect(text.output.contains("ces (nominal): anna, ben, 80 posts coded by two or more"))
        #expect(text.output.contains("not compared: gold"))
        #expect(text.messages.contains("codeframe agreement --disagreements"))
        let json = try JSONValue(
          parsing: try await place.succeed("agreement", "-C", "study", "--by", "place", "--json").bytes)
        let variable = try #require(json["variables"]?.items.first)
        #expect(variable["scope"] == .text("peopleBesidesGold"))
        let statistics = variable["agreement"]?["agreement"]?["statistics"]?.items ?? []
        // The demo's two people, as krippendorff 0.9.0 and irrCAC 0.4.4 have them.
        let expected = ["alpha": 0.8478, "fleissKappa": 0.8479, "gwetAC1": 0.8552, "percentAgreement": 0.875]
        for (id, value) in expected {
          let found = try #require(statistics.first { $0["id"] == .text(id) }?["value"]?.number)
          #expect(abs(found - value) < 2e-3, "\(id) \(found)")
        }
        #expect((variable["parts"]?.items.count ?? 0) > 3)
        for by in ["codebook", "sample", "month(time)"] {
          try await place.succeed("agreement", "-C", "study", "--by", by, "--json")
        }
        try await place.succeed("agreement", "-C", "study", "--disagreements", "-o", "discuss.csv")
        let table = DelimitedText(try place.text("discuss.csv"))
        #expect(
          table.header == [
            "post_id", "variable", "first_answer", "second_answer", "times_confused", "anna", "ben",
          ])
        #expect(table.rows.count == 10)
        #expect(
          table["times_confused"].compactMap { Int($0) }
            == table["times_confused"].compactMap { Int($0) }.sorted(by: >))
        let three = try await place.succeed("agreement", "-C", "study", "--coders", "anna,ben,gold")
        #expect(three.output.contains("ces (nominal): anna, ben, gold"))
        for wrong in [
          ["--coders", "anna"], ["--coders", "anna,nobody"], ["--by", "nothing"], ["--sample", "none"],
        ] {
          let refused = try await place.codeframe.start(["agreement", "-C", "study"] + wrong).outcome()
          #expect(refused.status == 1 && refused.messages.hasPrefix("Error:"), "\(wrong)")
        }
      }
    }

    @Test func aConsensusStandsAsGold() async throws {
      try await Workplace.with { place in
        try place.write(try SampleStudy.file(), to: "study/codeframe.yaml")
        try await place.succeed("init", "study")
        try await place.succeed("import", "posts", "-C", "study", SampleStudy.path("posts.csv"))
        let early = try await place.run("consensus", "-C", "study", "--rule", "majority")
        #expect(early.status == 1 && early.messages.contains("nobody has coded yet"))
        for name in ["anna", "ben"] {
          try await place.succeed("import", "codings", "-C", "study", SampleStudy.path("codings-\(name).csv"))
        }
        let status = try await place.succeed("status", "-C", "study")
        #expect(status.output.contains("codeframe consensus --rule majority --as gold"))
        let made = try JSONValue(
          parsing: try await place.succeed(
            "consensus", "-C", "study", "--rule", "unanimity", "--as", "gold", "--json"
          ).bytes)
        #expect(made["isGold"] == .boolean(true))
        #expect(made["variables"]?.items.first?["decided"] == .number(70))
        #expect(made["variables"]?.items.first?["undecided"] == .number(30))
        try await place.succeed("train", "-C", "study", "probe")
        let evaluation = try await place.succeed("evaluate", "-C", "study")
        #expect(evaluation.output.contains("ces: anna against gold, 70 posts"))
        // Made anew it is replaced; a name that a person has is not taken.
        try await place.succeed("consensus", "-C", "study", "--rule", "majority", "--as", "gold")
        let again = try await place.succeed("evaluate", "-C", "study")
        #expect(again.output.contains("ces: anna against gold, 80 posts"))
        let taken = try await place.run("consensus", "-C", "study", "--rule", "majority", "--as", "anna")
        #expect(taken.status == 1 && taken.messages.contains("would replace these codings"))
        let coder = try await place.run("consensus", "-C", "study", "--rule", "majority", "--as", "probe")
        #expect(coder.status == 1 && coder.messages.contains("codeframe.yaml"))
        let rule = try await place.run("consensus", "-C", "study", "--rule", "vote")
        #expect(rule.status == 64)
      }
    }

    @Test func codersAreComparedAndRanked() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        let text = try await place.succeed("compare", "coders", "anna", "ben", "probe", "-C", "study")
        #expect(text.output.contains("McNemar") && text.output.contains("macro F1"))
        let json = try JSONValue(
          parsing: try await place.succeed("compare", "coders", "anna", "probe", "-C", "study", "--json")
            .bytes)
        let difference = try #require(json["differences"]?.items.first)
        let figure = try #require(difference["figures"]?.items.first)
        let values = [figure["first"], figure["second"], figure["difference"]?["estimate"]].map {
          $0?.number ?? .nan
        }
        #expect(abs(values[0] - values[1] - values[2]) < 1e-12)
        let one = try await place.run("compare", "coders", "probe", "-C", "study")
        #expect(one.status == 64)
        let left = try JSONValue(
          parsing: try await place.succeed(
            "compare", "coders", "probe", "--leave-out", "place", "-C", "study", "--json"
          ).bytes)
        let rows = left["rows"]?.items ?? []
        #expect(rows.count > 4 && rows[0]["group"] == nil)
        // Every gold post is answered once, by a head that saw no post of its place.
        let counts = rows.map { $0["comparisons"]?.items.first?["counts"]?["compared"]?.number ?? 0 }
        #expect(counts[0] == counts.dropFirst().reduce(0, +))
        #expect(rows[0]["comparisons"]?.items.first?["counts"]?["outOfFold"]?.number == counts[0])
        let person = try await place.run("compare", "coders", "anna", "--leave-out", "place", "-C", "study")
        #expect(person.status == 1)

        let evaluation = try JSONValue(
          parsing: try await place.succeed("evaluate", "-C", "study", "--by", "place", "--json").bytes)
        #expect(evaluation["leaderboard"]?.items.count == 3)
        #expect((evaluation["parts"]?.items.count ?? 0) > 4)
        for (format, start) in [
          ("csv", "variable,coder"), ("md", "| variable | coder |"), ("tex", "\\begin{tabular}"),
        ] {
          let table = try await place.succeed("evaluate", "-C", "study", "--format", format)
          #expect(table.output.hasPrefix(start))
        }
        #expect(try await place.run("evaluate", "-C", "study", "--format", "csv", "--json").status == 64)
      }
    }

    @Test func sharesAndRegressionsAreCorrected() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        let refused = try await place.run("prevalence", "ces", "--coder", "probe", "-C", "study")
        #expect(refused.status == 1 && refused.messages.contains("of no sample drawn by chance"))
        try await place.succeed("sample", "60", "--name", "main", "-C", "study")
        let found = try JSONValue(
          parsing: try await place.succeed(
            "prevalence", "ces", "--coder", "probe", "--gold", "anna", "--sample", "main", "-C", "study",
            "--json"
          ).bytes)
        let rows = found["rows"]?.items ?? []
        #expect(rows.count == 7)
        let naive = rows.compactMap { $0["estimates"]?.items.first?["share"]?.number }.reduce(0, +)
        #expect(abs(naive - 1) < 1e-9)
        for format in ["csv", "md", "tex"] {
          try await place.succeed(
            "prevalence", "ces", "--coder", "probe", "--gold", "anna", "--sample", "main", "--by", "place",
            "-C", "study",
            "--format", format)
        }
        let drawn = try await place.succeed(
          "prevalence", "ces", "--coder", "probe", "--gold", "anna", "--sample", "main", "--by", "place",
          "-C", "study", "--chart", "places.svg")
        #expect(drawn.messages.contains("drew places.svg"))
        #expect(try place.text("places.svg").contains("<polyline"))
        let alone = try await place.run(
          "prevalence", "ces", "--coder", "probe", "-C", "study", "--chart", "places.svg")
        #expect(alone.status == 64)
        let weighted = try await place.run(
          "prevalence", "ces", "--coder", "probe", "--gold", "anna", "--sample", "main", "--weights", "likes",
          "-C", "study")
        #expect(weighted.status == 1 && weighted.messages.contains("likes"))
        let regression = try JSONValue(
          parsing: try await place.succeed(
            "regress", "likes ~ ces + comments", "--coder", "probe", "--gold", "anna", "--sample", "main",
            "--family",
            "poisson", "--cluster", "author", "-C", "study", "--json"
          ).bytes)
        #expect(regression["references"]?["ces"] != nil)
        #expect(
          regression["naive"]?["coefficients"]?.items.count
            == regression["corrected"]?["coefficients"]?.items.count)
        // Hidden likes are missing, not 0.
        #expect((regression["missing"]?["likes"]?.number ?? 0) > 0)
        let plain = try await place.succeed("regress", "likes ~ log(comments)", "-C", "study")
        #expect(plain.messages.contains("no machine codings to correct"))
        for (formula, part) in [
          ("likes ~ cees", "did you mean ces?"), ("ces ~ likes", "which is no outcome"),
          ("likes ~", "A formula is like"),
        ] {
          let wrong = try await place.run(
            "regress", formula, "--coder", "probe", "--gold", "anna", "--sample", "main", "-C", "study")
          #expect(wrong.status == 1 && wrong.messages.contains(part), "\(formula): \(wrong.messages)")
        }
      }
    }

    @Test func oneTableForAnalysis() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        try await place.succeed(
          "export", "codings", "-C", "study", "--wide", "--with-posts", "--scores", "-o", "all.csv")
        let table = DelimitedText(try place.text("all.csv"))
        // A row for each post, coded or not, with the columns of posts before the values.
        #expect(table.rows.count == 120)
        #expect(Array(table.header.prefix(4)) == ["post_id", "text", "author", "time"])
        #expect(table.header.contains("likes") && table.header.contains("place"))
        let columns = ["status", "confidence", "second", "second_score", "cost_usd"].map {
          "\($0):ces__probe"
        }
        for column in columns { #expect(table.header.contains(column), "\(column)") }
        let status = table["status:ces__probe"]
        #expect(Set(status) == ["coded", "abstained", "failed"])
        #expect(Set(table["status:ces__anna"]) == ["coded", "not asked"])
        for (place, status) in status.enumerated() {
          #expect(table["ces__probe"][place].isEmpty == (status != "coded"))
          #expect(table["second:ces__probe"][place].isEmpty == (status != "coded"))
          let (first, second) = (
            Double(table["confidence:ces__probe"][place]), Double(table["second_score:ces__probe"][place])
          )
          if let first, let second { #expect(second <= first && second >= 0) }
        }
        let hidden = try await place.succeed(
          "export", "codings", "-C", "study", "--wide", "--with-posts", "--pseudonymous", "--format", "jsonl")
        // A pseudonym is `p` and hexadecimal digits, so one of them may begin as an id does: the whole name counts.
        #expect(!hidden.output.contains("\"p001\"") && !hidden.output.contains("\"text\""))
        #expect(try await place.run("export", "codings", "-C", "study", "--with-posts").status == 64)
      }
    }

    @Test func theCorpusIsDescribedAndCited() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe")
        let all = try JSONValue(parsing: try await place.succeed("describe", "-C", "study", "--json").bytes)
        #expect(all["posts"] == .number(120))
        let likes = all["rows"]?.items.first?["numbers"]?.items.first { $0["name"] == .text("likes") }
        // Likes are hidden in 7 posts of the demo: missing, not 0.
        #expect(likes?["missing"] == .number(7) && likes?["posts"] == .number(113))
        let ces = try JSONValue(
          parsing: try await place.succeed(
            "describe", "ces", "--coder", "probe", "--by", "place", "-C", "study", "--json"
          ).bytes)
        let whole = (ces["rows"]?.items ?? []).filter { $0["part"] == nil }
        #expect(whole.compactMap { $0["posts"]?.number }.reduce(0, +) == 120)
        #expect(abs(whole.compactMap { $0["share"]?.number }.reduce(0, +) - 1) < 1e-9)
        let text = try await place.succeed("describe", "ces", "-C", "study", "--format", "md")
        #expect(text.output.hasPrefix("| category |"))
        let paragraph = try await place.succeed("cite", "-C", "study")
        for part in [
          "120 posts were coded", "anna and ben", "Krippendorff's alpha (nominal) was 0.85",
          "probe (a probe coder with",
        ] {
          #expect(paragraph.output.contains(part), "\(part)")
        }
        let plan = try JSONValue(
          parsing: try await place.succeed(
            "plan", "--alpha", "0.7", "--coder", "probe", "-C", "study", "--json"
          ).bytes)
        let planned = try #require(plan["variables"]?.items.first)
        #expect(planned["coded"] == .number(80) && planned["shares"]?.items.count == 7)
        // Observed are .848 [.752, .927] on 80 posts: fewer show .7.
        let needed = try #require(planned["agreement"]?["units"]?.number)
        #expect((20...90).contains(needed))
        let beyond = try await place.succeed("plan", "--alpha", "0.9", "-C", "study")
        #expect(beyond.output.contains("no number of posts"))
        #expect(try await place.run("plan", "--alpha", "1", "-C", "study").status == 64)
        let works = try await place.succeed("cite", "-C", "study", "--bibtex")
        #expect(works.output.hasPrefix("@") && works.output.contains("krippendorff2011"))
        try await place.succeed("cite", "-C", "study", "--json")
      }
    }

    @Test func learningCurveSaysWhatMoreCodingsBuy() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let before = try await place.succeed("code", "-C", "study", "probe", "--dry-run").output
        let curve = try JSONValue(
          parsing: try await place.succeed("learning-curve", "words", "-C", "study", "--json").bytes)
        let points = try #require(curve["variables"]?.items.first?["points"]?.items)
        #expect(points.count == 6)
        let learned = points.compactMap { $0["learned"]?.number }
        #expect(zip(learned, learned.dropFirst()).allSatisfy { $0 < $1 })
        let means = points.compactMap { $0["mean"]?.number }
        #expect(means.count == 6 && means[5] > means[0])
        #expect(points[5]["interval"] != nil && points[5]["lowest"] == points[5]["highest"])
        let text = try await place.succeed("learning-curve", "probe", "--variable", "ces", "-C", "study")
        #expect(
          text.output.contains("codings learned from") && text.output.contains("the last fifth of gold"))
        // Nothing that was learned or coded has changed.
        #expect(try await place.succeed("code", "-C", "study", "probe", "--dry-run").output == before)
        let derived = try await place.run("learning-curve", "gold", "-C", "study")
        #expect(derived.status == 1)
      }
    }

    @Test func energyIsToldWhereItIsStated() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        #expect(try await place.run("code", "-C", "study", "words", "--watts", "0").status == 64)
        try await place.succeed("code", "-C", "study", "words", "--watts", "1000")
        let runs = try JSONValue(parsing: try await place.succeed("runs", "-C", "study", "--json").bytes)
        let run = try #require(runs.items.first { $0["energy"] != nil })
        let joules = try #require(run["energy"]?["joules"]?.number)
        let seconds = try #require(run["seconds"]?.number)
        #expect(abs(joules / seconds / 1000 - 1) < 0.5)
        #expect(run["energy"]?["isEstimated"] == .boolean(true))
        let found = try JSONValue(
          parsing: try await place.succeed(
            "evaluate", "-C", "study", "--grid-intensity", "400", "--json"
          ).bytes)
        let row = try #require(found["leaderboard"]?.items.first { $0["wattHoursPerThousand"] != nil })
        let energy = try #require(row["wattHoursPerThousand"]?.number)
        #expect(abs((row["gramsOfCO2PerThousand"]?.number ?? 0) - energy * 0.4) < 1e-9 * energy)
        let text = try await place.succeed("evaluate", "-C", "study", "--grid-intensity", "400")
        #expect(text.output.contains("Wh for 1,000") && text.output.contains("(estimate)"))
        #expect(text.output.contains("g CO2 for 1,000"))
      }
    }

    @Test func foldsAreMadeAnewOnRequestAlone() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let file = place.url("study/codeframe.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data("folds: 3\n\(text)".utf8).write(to: file)
        #expect(try await place.succeed("train", "-C", "study", "words").messages.contains("in 5 folds"))
        let anew = try await place.succeed("train", "-C", "study", "words", "--new-folds")
        #expect(anew.messages.contains("in 3 folds"))
        let told = try await place.succeed("code", "-C", "study", "probe", "--limit", "1")
        #expect(told.messages.contains("parted into folds"))
        let status = try JSONValue(parsing: try await place.succeed("status", "-C", "study", "--json").bytes)
        let coders = status["coders"]?.items ?? []
        #expect(coders.first { $0["name"] == .text("probe") }?["isStale"] == .boolean(true))
        #expect(coders.first { $0["name"] == .text("words") }?["isStale"] != .boolean(true))
        try Data("folds: 1\n\(text)".utf8).write(to: file)
        #expect(try await place.run("status", "-C", "study").messages.contains("`folds` is a whole number"))
      }
    }

    @Test func aTrainingByEpochsIsExplained() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let file = place.url("study/codeframe.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let other = text.replacing("    head: logistic ", with: "    head: mlp ")
        #expect(other != text)
        try Data(other.utf8).write(to: file)
        let early = try await place.run("explain", "-C", "study", "probe")
        #expect(early.status == 1 && early.messages.contains("has not been trained"))
        let trained = try await place.succeed("train", "-C", "study", "probe")
        #expect(trained.output.contains("before temperature scaling the expected calibration error was 0."))
        #expect(trained.output.contains("on the posts it learned from, accuracy"))
        let told = try JSONValue(
          parsing: try await place.succeed("explain", "-C", "study", "probe", "--json").bytes)
        let course = try #require(told.items.first?["course"])
        let losses = (course["losses"]?.items ?? []).compactMap(\.number)
        #expect(course["bestEpochs"]?.number == Double(losses.count) && losses.count > 1)
        #expect((losses.last ?? 1) < (losses.first ?? 0))
        #expect((course["validationLosses"]?.items.count ?? 0) >= losses.count)
        let accuracies = (course["accuracies"]?.items ?? []).compactMap(\.number)
        #expect(accuracies.count == losses.count && (accuracies.last ?? 0) > (accuracies.first ?? 1))
        #expect(course["validationAccuracies"]?.items.count == course["validationLosses"]?.items.count)
        let table = try await place.succeed("explain", "-C", "study", "probe")
        #expect(table.output.contains("\(losses.count) *") && table.output.contains("left out, right"))
        // Codings that the heads before gave have no calibration of these heads.
        try await place.succeed("report", "-C", "study", "-o", "stale.html")
        let stale = try String(contentsOf: place.url("stale.html"), encoding: .utf8)
        #expect(!stale.contains("before temperature scaling"))
        try await place.succeed("code", "-C", "study", "probe")
        try await place.succeed("report", "-C", "study", "-o", "report.html")
        let page = try String(contentsOf: place.url("report.html"), encoding: .utf8)
        #expect(page.contains("How training went") && page.contains("Mean loss of each epoch"))
        #expect(page.contains("Share of right answers in each epoch"))
        #expect(page.contains("before temperature scaling"))
      }
    }

    @Test func clustersBreakFiguresDownAndAreColumns() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("cluster", "-C", "study", "-k", "3", "--name", "few")
        let described = try JSONValue(
          parsing: try await place.succeed(
            "describe", "--by", "cluster(few)", "-C", "study", "--json"
          ).bytes)
        let parts = (described["rows"]?.items ?? []).compactMap { $0["part"]?.text }
        #expect(Set(parts).isSuperset(of: ["cluster 0", "cluster 1", "cluster 2"]))
        let posts = DelimitedText(try await place.succeed("export", "posts", "-C", "study").output)
        #expect(Set(posts["cluster:few"]).isSubset(of: ["", "0", "1", "2"]))
        #expect(posts["cluster:few"].count { $0 == "0" } > 1)
        let unknown = try await place.run("evaluate", "--by", "cluster(many)", "-C", "study")
        #expect(unknown.status == 1 && unknown.messages.contains("no clustering many; it has few"))
      }
    }
  }
}
