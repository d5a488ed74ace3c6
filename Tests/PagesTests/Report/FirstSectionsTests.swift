import ContentCoding
import Pages
import Reliability
import Testing

/// What the report says first: whether people agree, which coder is best.
@Suite("The report's first sections")
struct FirstSectionsTests {
  private func page(_ change: (inout ReportContent) -> Void = { _ in }) throws -> String {
    var content = try ReportCases.content()
    change(&content)
    return HTMLReport(content).html()
  }

  @Test func agreementStandsBeforeTheLeaderboardAndThatBeforeVariables() throws {
    let page = try page()
    let places = try ["At a glance", "Do people agree?", "Which coder is best", "Variable service"].map {
      title in
      try #require(page.range(of: ">\(title)", options: .backwards)).lowerBound
    }
    #expect(places == places.sorted())
  }

  @Test func everyTwoCodersHaveTwoCells() throws {
    let agreement = try ReportCases.agreement(of: ["anna", "ben", "carla"])
    let page = try page { $0.agreements = [agreement] }
    for pair in agreement.agreement.pairs {
      let (first, second) = (agreement.names(of: pair)[0], agreement.names(of: pair)[1])
      #expect(page.contains("<title>\(first) and \(second): alpha"))
      #expect(page.contains("<title>\(second) and \(first): alpha"))
    }
    // Two people need no drawing.
    let two = try ReportCases.agreement(of: ["anna", "ben"])
    #expect(try !self.page { $0.agreements = [two] }.contains("each two coders"))
  }

  @Test func withoutTwoPeopleTheReportSaysSo() throws {
    let page = try page { $0.agreements = [] }
    #expect(page.contains("No variable was coded by two people besides gold"))
  }

  @Test func theLeaderboardSaysWhatACoderLooksAtAndItsPace() throws {
    let page = try page { content in
      content.leaderboard = content.evaluation.map {
        Leaderboard($0, facts: ["probe": .init(modality: .picture, postsPerSecond: 12.5)])
      }
    }
    #expect(page.contains("<td>picture</td>") || page.contains(">picture<"))
    #expect(page.contains("12.5"))
    #expect(page.contains("Posts a second"))
    // A dot and its interval for each coder that has a figure.
    #expect(page.components(separatedBy: "class=\"dot\"").count - 1 == 2)
    #expect(try !self.page().contains("Posts a second"))
  }

  @Test func sharesStandWithTheirCorrectionOrWhyThereIsNone() throws {
    let plain = try page { content in
      content.corpus = [
        CorpusShares(
          variable: "service", coder: "probe",
          rows: [.init(category: "<b>sports", naive: .defined(0.25), corrected: nil)],
          obstacle: "no sample")
      ]
      content.methods = "40 posts were <i>coded</i>."
    }
    #expect(plain.contains("What is in the corpus?") && plain.contains("25.0"))
    #expect(plain.contains("They are not corrected: no sample."))
    #expect(plain.contains("For a paper") && plain.contains("&lt;i&gt;coded"))
    #expect(!plain.contains("<b>sports"))
    #expect(try !page().contains("What is in the corpus?"))
  }

  @Test func wherePeoplePayTheFigureStandsAgainstThePrice() throws {
    #expect(try !page().contains("against the price"))
    let evaluation = try ReportCases.evaluation(coder: "gpt", price: 0.002)
    let page = try page { content in
      content.evaluation = evaluation
      content.leaderboard = Leaderboard(evaluation)
    }
    #expect(page.contains("against the price"))
    #expect(page.contains("<title>gpt: ") && page.contains("US$ 2.000 for 1,000"))
    #expect(page.contains(", no price</title>"))
  }

  @Test func energyIsShownWhereItIsKnown() throws {
    let page = try page { content in
      content.leaderboard = content.evaluation.map {
        Leaderboard(
          $0,
          facts: [
            "probe": .init(energyPerThousand: Run.Energy(joules: 7200, isEstimated: true))
          ])
      }
    }
    #expect(page.contains("Wh for 1,000") && page.contains("(estimate)"))
  }

  /// With one coder a variable there is nothing to compare in a drawing.
  @Test func oneCoderHasNoDrawing() throws {
    let page = try page()
    #expect(page.components(separatedBy: "class=\"dots\"").count - 1 == 1)
  }
}
