import Foundation
import Testing

extension EndToEndFigures {
  /// Ensembles over the sample's probes and a table that was coded elsewhere.
  struct EnsembleTests {
    private static let coders = """

        - {name: vote, kind: ensemble, members: [probe, probe-knn, elsewhere]}
        - {name: stack, kind: ensemble, members: [probe, probe-knn], rule: stacking}
        - name: two-steps
          kind: ensemble
          members: [probe-knn, probe]
          rule: cascade
          target: {budget-share: 0.3}
        - {name: lost, kind: ensemble, members: [probe, prob-knn]}
        - {name: crowd, kind: ensemble, members: [probe, anna]}

      """

    private func study(in place: Workplace) async throws {
      try await SampleStudy.copyTrained(to: "study", in: place)
      let file = try place.text("study/codeframe.yaml")
      try place.write(file + Self.coders, to: "study/codeframe.yaml")
      let table = try String(
        contentsOf: SampleStudy.folder.appending(path: "codings-ben.csv"), encoding: .utf8)
      try place.write(table.replacing(",ben,", with: ",elsewhere,"), to: "elsewhere.csv")
      try await place.succeed("import", "codings", "-C", "study", "elsewhere.csv", "--kind", "model")
    }

    private func codings(of coder: String, in place: Workplace) async throws -> [JSONValue] {
      let export = try await place.succeed(
        "export", "codings", "-C", "study", "--coder", coder, "--format", "jsonl")
      return try JSONValue.lines(export.bytes)
    }

    @Test func membersCodeFirstAndTheEnsembleFollowsThem() async throws {
      try await Workplace.with { place in
        try await study(in: place)
        let early = try await place.run("code", "-C", "study", "vote")
        #expect(early.status == 1)
        #expect(early.messages.contains("probe has coded nothing yet; run: codeframe code probe"))
        try await place.succeed("code", "-C", "study", "probe", "--limit", "100")
        try await place.succeed("code", "-C", "study", "probe-knn")
        let partly = try await place.succeed("code", "-C", "study", "vote")
        #expect(partly.messages.contains("probe has not coded 20 posts"))
        #expect(partly.messages.contains("elsewhere has not coded 30 posts"))

        try await place.succeed("code", "-C", "study", "probe")
        let whole = try await place.succeed("code", "-C", "study", "vote")
        #expect(!whole.messages.contains("probe has not coded"))
        let answers = try await codings(of: "vote", in: place)
        #expect(answers.count == 120)
        let coded = answers.filter { $0["status"] == .text("coded") }
        #expect(coded.count > 80)
        for answer in coded {
          let votes = ["probe", "probe-knn", "elsewhere"].compactMap {
            answer["details"]?["vote:\($0)"]?.text
          }
          #expect(votes.count == 3)
          let winner = try #require(answer["value"]?.text)
          #expect(votes.contains(winner))
        }
        let tied = answers.filter { $0["reason"]?.text?.hasPrefix("undecided: a tie") == true }
        #expect(!tied.isEmpty)

        let again = try await place.succeed("code", "-C", "study", "vote")
        #expect(again.messages.contains("nothing to do"))
        let file = try place.text("study/codeframe.yaml")
        try place.write(file.replacing("head: knn", with: "head: prototypes"), to: "study/codeframe.yaml")
        try await place.succeed("code", "-C", "study", "probe-knn")
        let anew = try await place.succeed("code", "-C", "study", "vote", "--dry-run")
        #expect(anew.output == "120 posts would be coded\n")
      }
    }

    @Test func whatIsLearnedIsJudgedOutOfFold() async throws {
      try await Workplace.with { place in
        try await study(in: place)
        try await place.succeed("code", "-C", "study", "probe")
        try await place.succeed("code", "-C", "study", "probe-knn")
        for coder in ["stack", "two-steps"] {
          let trained = try await place.succeed("train", "-C", "study", coder, "--json")
          let comparison = try #require(try JSONValue(parsing: trained.bytes).items.first)
          #expect(comparison["counts"]?["outOfFold"] == comparison["counts"]?["compared"])
          #expect(comparison["figures"]?["accuracy"]?.number ?? 0 > 0.6)
          try await place.succeed("code", "-C", "study", coder)
          #expect(try await codings(of: coder, in: place).count == 120)
        }
        let steps = try await codings(of: "two-steps", in: place)
        let asked = Set(steps.compactMap { $0["details"]?["answered_by"]?.text })
        #expect(asked == ["probe", "probe-knn"])

        let evaluated = try JSONValue(
          parsing: try await place.succeed("evaluate", "-C", "study", "--json").bytes)
        let ces = try #require(evaluated["variables"]?.items.first)
        let judged = Set(ces["validity"]?.items.compactMap { $0["coder"]?["name"]?.text } ?? [])
        #expect(judged.isSuperset(of: ["stack", "two-steps", "probe", "elsewhere", "anna"]))
        let agreeing = Set(
          ces["agreement"]?.items.flatMap { [$0["coder"]?["name"]?.text, $0["reference"]?["name"]?.text] }
            ?? [])
        #expect(agreeing.contains("probe") && !agreeing.contains("stack"))
        let runs = try JSONValue(parsing: try await place.succeed("runs", "-C", "study", "--json").bytes)
        #expect(runs.items.first?["coder"]?["kind"] == .text("ensemble"))
      }
    }

    @Test func aMemberThatMayHaveLearnedFromWhatItAnswersIsRefused() async throws {
      try await Workplace.with { place in
        try await study(in: place)
        try await place.succeed("code", "-C", "study", "probe")
        try await place.succeed("code", "-C", "study", "probe-knn")
        // Posts become gold after the probes were trained: their codings name no fold.
        let unmarked = try await codings(of: "probe", in: place).filter {
          $0["status"] == .text("coded") && $0["fold"]?.number == nil
        }.compactMap { $0["post_id"]?.text }.prefix(2)
        #expect(unmarked.count == 2)
        let rows = unmarked.map { "\($0),gold,ces,Sports\n" }.joined()
        try place.write("id,coder,variable,value\n" + rows, to: "more.csv")
        try await place.succeed("import", "codings", "-C", "study", "more.csv")
        let refused = try await place.run("train", "-C", "study", "stack")
        #expect(refused.status == 1)
        #expect(refused.messages.contains("codeframe train probe, then codeframe code probe"))
        for coder in ["probe", "probe-knn"] {
          try await place.succeed("train", "-C", "study", coder)
          try await place.succeed("code", "-C", "study", coder)
        }
        try await place.succeed("train", "-C", "study", "stack")
      }
    }

    @Test func whoIsNoMemberIsSaid() async throws {
      try await Workplace.with { place in
        try await study(in: place)
        try await place.succeed("code", "-C", "study", "probe")
        let lost = try await place.run("code", "-C", "study", "lost")
        #expect(lost.status == 1)
        #expect(
          lost.messages.contains("prob-knn, which is neither a coder in codeframe.yaml nor an imported"))
        #expect(lost.messages.contains("probe-knn") && lost.messages.contains("elsewhere"))
        let crowd = try await place.run("code", "-C", "study", "crowd")
        #expect(crowd.status == 1)
        #expect(crowd.messages.contains("anna, a person"))
        try await place.succeed("code", "-C", "study", "probe-knn")
        let vote = try await place.run("train", "-C", "study", "vote")
        #expect(vote.status == 1)
        #expect(vote.messages.contains("the rule majority, which learns nothing"))
      }
    }
  }
}
