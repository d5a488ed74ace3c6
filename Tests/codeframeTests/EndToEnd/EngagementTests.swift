import Foundation
import Testing

extension EndToEndFigures {
  /// Likes of the corpus with known truth: negative binomial in followers, hour and scene, 36 of 288 hidden.
  struct EngagementTests {
    private static let coders = """
        - {name: scenes, kind: probe, variables: [scene]}
        - name: law
          kind: engagement
          variables: [likes]
          target: likes
          model: negative-binomial
          encoder: none
          columns: [followers]
          codings: [scenes]
        - {name: picture, kind: engagement, variables: [likes], target: likes, time: false}
      """
    private static let idle = """
        - {name: lost, kind: engagement, variables: [likes], target: hearts}
        - {name: taught, kind: engagement, variables: [likes], columns: [followers]}
        - {name: misspelt, kind: engagement, variables: [likes], target: hearts, columns: [author, folowers]}
      """

    private func codings(of coder: String, in place: Workplace) async throws -> [JSONValue] {
      let export = try await place.succeed(
        "export", "codings", "-C", "study", "--coder", coder, "--format", "jsonl")
      return try JSONValue.lines(export.bytes)
    }

    @Test func findsTheLawAndSaysWhereThereIsNone() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.coders, in: place)
        let early = try await place.run("train", "-C", "study", "law")
        #expect(early.status == 1 && early.messages.contains("run: codeframe code scenes"))
        try await place.succeed("code", "-C", "study", "scenes")
        let training = try await place.succeed("train", "-C", "study", "law")
        #expect(training.output.contains("252 posts (all answered out of fold), coverage 100.0 %"))
        #expect(training.messages.contains("36 posts without the count likes"))
        try await place.succeed("code", "-C", "study", "law")
        try await place.succeed("code", "-C", "study", "picture")

        // What the law says of the mean is found, on posts that were left out and on those that hide their likes.
        let means = try KnownTruth.means()
        let answers = try await codings(of: "law", in: place)
        #expect(answers.count == 288)
        let errors = try answers.map { answer -> Double in
          let id = try #require(answer["post_id"]?.text)
          let text = try #require(answer["value"]?.text ?? answer["value"]?.number.map { "\($0)" })
          let found = try #require(Double(text))
          let mean = try #require(means[id])
          #expect(answer["details"]?["nearest"]?.text?.split(separator: "|").count == 5)
          return abs(log(max(found, 1e-9)) - log(mean))
        }
        #expect(errors.sorted()[144] < 0.25, "half of the means are met within 28 %")

        let evaluation = try JSONValue(
          parsing: try await place.succeed("evaluate", "-C", "study", "--json").bytes)
        let likes = try #require(
          evaluation["variables"]?.items.first { $0["variable"] == .text("likes") })
        func figures(_ coder: String) throws -> JSONValue {
          try #require(likes["validity"]?.items.first { $0["coder"]?["name"] == .text(coder) })
        }
        let law = try figures("law")
        let intervals = try #require(law["figures"]?["intervals"])
        #expect(try #require(intervals["spearman"]?["estimate"]?.number) > 0.85)
        #expect(try #require(intervals["rSquared"]?["interval"]?["lower"]?.number) > 0.2)
        let lower = law["figures"]?["reductionFromMedian"]?["interval"]?["lower"]?.number
        #expect(try #require(lower) > 0)
        #expect(law["figures"]?["accountBaseline"]?["observations"]?.number == 252)
        #expect(law["flags"]?.items.isEmpty == true)
        // The picture alone knows the scene, which moves likes far less than the followers do.
        #expect(try #require(figures("picture")["flags"]?.items.isEmpty) == false)
        let report = try await place.succeed("evaluate", "-C", "study")
        #expect(report.output.contains("of always answering the median"))
        #expect(report.output.contains("the mean of the account's other posts"))
      }
    }

    @Test func whatIsMissingIsSaid() async throws {
      try await Workplace.with { place in
        try await KnownTruth.make(at: "study", coders: Self.idle, in: place)
        let lost = try await place.run("train", "-C", "study", "lost")
        #expect(lost.status == 1 && lost.messages.contains("no post has the count hearts"))
        let misspelt = try await place.run("train", "-C", "study", "misspelt")
        #expect(
          misspelt.status == 1 && misspelt.messages.contains("no post has the column or count folowers"))
        #expect(misspelt.messages.contains("author, followers"))
        let taught = try await place.run("train", "-C", "study", "taught")
        #expect(taught.messages.contains("0 numbers of posts that can be read"))
      }
    }
  }
}
