import Foundation
import Testing

extension EndToEnd {
  /// From pictures to figures, as the README tells it.
  struct MainJobTests {
    @Test func initWritesATemplateAndKeepsWhatIsThere() async throws {
      try await Workplace.with { place in
        let made = try await place.succeed("init", "visitors", "--template", "ces")
        #expect(made.output.isEmpty)
        let template = SampleStudy.repository.appending(path: "Codebooks/ces.yaml")
        #expect(
          try Data(contentsOf: place.url("visitors/codeframe.yaml")) == (try Data(contentsOf: template)))
        let again = try await place.run("init", "visitors")
        #expect(again.status == 1)
        #expect(again.messages.contains(place.url("visitors").path))
        let unknown = try await place.run("init", "other", "--template", "nonsense")
        #expect(unknown.status == 1)
        #expect(unknown.messages.contains("nonsense") && unknown.messages.contains("ces"))
      }
    }

    @Test func everyTemplateMakesAStudyThatChecks() async throws {
      try await Workplace.with { place in
        let names = try await place.succeed("init", "--templates").output.split(separator: "\n").map(
          String.init)
        #expect(names.contains("ces") && names.contains("blank"))
        for name in names {
          try await place.succeed("init", name, "--template", name)
          let check = try await place.succeed("codebook", "check", "-C", name)
          #expect(check.output.hasPrefix("codeframe.yaml: "))
        }
      }
    }

    @Test func importingAgainDoublesNothing() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let posts = try await place.succeed("export", "posts", "-C", "study")
        let codings = try await place.succeed("export", "codings", "-C", "study")
        let imported = try await place.succeed(
          "import", "posts", "-C", "study", SampleStudy.path("posts.csv"))
        #expect(imported.output.isEmpty)
        #expect(imported.messages.contains("0 new, 0 updated, 120 as they were"))
        try await place.succeed("import", "codings", "-C", "study", SampleStudy.path("gold.csv"))
        #expect(try await place.succeed("export", "posts", "-C", "study").bytes == posts.bytes)
        let after = try await place.succeed("export", "codings", "-C", "study")
        #expect(
          DelimitedText(after.output).rows(without: "coded_at")
            == DelimitedText(codings.output).rows(without: "coded_at"))
      }
    }

    @Test func trainingReportsWhatItDoesOnPostsThatItDidNotLearnFrom() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let trained = try await place.succeed("train", "-C", "study", "probe", "--json")
        let comparison = try #require(try JSONValue(parsing: trained.bytes).items.first)
        let counts = try #require(comparison["counts"])
        #expect(counts["compared"]?.number ?? 0 > 80)
        #expect(counts["outOfFold"] == counts["compared"])
        let accuracy = try #require(comparison["figures"]?["accuracy"]?.number)
        #expect(accuracy > 0.6)
        #expect(trained.messages.contains("in 5 folds"))
      }
    }

    @Test func goldWithoutPicturesIsSaidToBeThatAndNothingIsTrained() async throws {
      try await Workplace.with { place in
        try await place.succeed("init", "study", "--template", "ces")
        let ids = (1...20).map { "a\($0)" }
        try place.write(
          "id,image\n" + ids.map { "\($0),gone/\($0).jpg" }.joined(separator: "\n"), to: "posts.csv")
        try place.write("post_id,ces\n" + ids.map { "\($0),Sports" }.joined(separator: "\n"), to: "gold.csv")
        try await place.succeed("import", "posts", "-C", "study", "posts.csv")
        try await place.succeed("import", "codings", "-C", "study", "gold.csv", "--coder", "gold")
        let trained = try await place.codeframe.start(["train", "-C", "study", "probe"]).outcome()
        #expect(trained.status == 1)
        #expect(
          trained.messages.contains(
            "gold has codings of 20 posts, but none of these posts has image that can be read"),
          "\(trained.messages)")
      }
    }

    @Test func codingSaysWhatItDidAndMarksGoldAsOutOfFold() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let planned = try await place.succeed("code", "-C", "study", "probe", "--dry-run")
        #expect(planned.output == "120 posts would be coded\n")
        let coded = try await place.succeed("code", "-C", "study", "probe")
        #expect(coded.output.isEmpty)
        #expect(coded.messages.contains("120 codings"))
        #expect(coded.messages.contains("117 coded, 2 abstained, 1 failed"))

        let export = try await place.succeed("export", "codings", "-C", "study", "--coder", "probe")
        let table = DelimitedText(export.output)
        #expect(table["post_id"].count == 120 && Set(table["post_id"]).count == 120)
        let gold = Set(
          DelimitedText(
            try String(contentsOf: SampleStudy.folder.appending(path: "gold.csv"), encoding: .utf8))["id"])
        for (post, (fold, status)) in zip(table["post_id"], zip(table["fold"], table["status"]))
        where status == "coded" {
          #expect(fold.isEmpty != gold.contains(post), "\(post)")
        }
        let runs = Set(table["run"])
        #expect(runs.count == 1)

        let listed = try JSONValue(parsing: try await place.succeed("runs", "-C", "study", "--json").bytes)
          .items
        #expect(listed.map { $0["id"]?.text } == runs.map { $0 })
        let run = try #require(listed.first)
        #expect(run["state"] == .text("done"))
        #expect(run["seed"] == .number(1))
        #expect(run["tally"]?["coded"] == .number(117))
        #expect(run["models"]?.items.first?["name"] == .text("seedling-64"))
        #expect(run["models"]?.items.first?["sha256"]?.text?.count == 64)
        let runTable = try await place.succeed("runs", "-C", "study")
        #expect(runTable.output.contains("seedling-64") && runTable.messages.isEmpty)

        // One picture of the sample is not there: it alone is tried again, and nothing is computed twice.
        let again = try await place.succeed("code", "-C", "study", "probe")
        #expect(
          again.messages.contains("1 coding of 1 post in")
            && !again.messages.contains("went through the encoder"))
      }
    }

    @Test func limitDrawsTheSamePostsAndGrows() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try await place.succeed("code", "-C", "study", "probe", "--limit", "10")
        let ten = try await codedPosts(in: place)
        #expect(ten.count == 10)
        let none = try await place.succeed("code", "-C", "study", "probe", "--limit", "10")
        #expect(none.messages == "nothing to do: probe has coded all of these posts\n")
        try await place.succeed("code", "-C", "study", "probe", "--limit", "25")
        let more = try await codedPosts(in: place)
        #expect(more.count == 25)
        #expect(ten.isSubset(of: more))
      }
    }

    @Test func aPictureThatComesBackIsCodedByTheNextCall() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        try place.write("id,image\nlate,late.jpg\n", to: "study/late.csv")
        try await place.succeed("import", "posts", "-C", "study", "study/late.csv")
        let without = try await place.succeed("code", "-C", "study", "probe")
        #expect(without.messages.contains("2 failed"))
        try place.copy(try #require(try SampleStudy.pictures().first), to: "study/late.jpg")
        let with = try await place.succeed("code", "-C", "study", "probe")
        #expect(with.messages.contains("1 coded, 0 abstained, 1 failed"))
        let export = try await place.succeed(
          "export", "codings", "-C", "study", "--coder", "probe", "--format", "jsonl")
        let late = try JSONValue.lines(export.bytes).filter { $0["post_id"] == .text("late") }
        #expect(late.map { $0["status"] } == [.text("coded")])
      }
    }

    private func codedPosts(in place: Workplace) async throws -> Set<String> {
      let export = try await place.succeed("export", "codings", "-C", "study", "--coder", "probe")
      return Set(DelimitedText(export.output)["post_id"])
    }
  }
}
