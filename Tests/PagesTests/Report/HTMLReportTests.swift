import ContentCoding
import Foundation
import Reliability
import Testing

@testable import Pages

@Suite struct HTMLReportTests {
  @Test func everyCoderOfAChoiceHasAMatrix() throws {
    let page = HTMLReport(try ReportCases.content()).html()
    // probe and clip on service, probe on people.
    #expect(page.count(of: "<svg class=\"matrix\"") == 3)
    #expect(page.count(of: "aria-label=\"Confusion matrix of probe against gold") == 2)
    #expect(page.count(of: "aria-label=\"Confusion matrix of clip against gold") == 1)
    #expect(page.count(of: "<svg class=\"diagram\"") == 3)
    #expect(page.contains("landscape; clip: landscape; 20 posts, 100.0\u{A0}% of the row"))
  }

  @Test func figuresOfEveryTypeAreThere() throws {
    let page = HTMLReport(try ReportCases.content()).html()
    for words in [
      "Macro F1", "Cohen’s kappa", "Accuracy with abstentions counted as wrong",
      "always &quot;landscape&quot;", "Mean absolute error", "R²", "Spearman’s rank correlation",
      "Always the median", "Exact match", "Micro F1", "Krippendorff’s alpha (MASI)",
      "out of fold", "Coders among themselves", "1,234", "a coverage of 100.0\u{A0}%",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test func undefinedFiguresSayWhy() throws {
    let page = HTMLReport(try ReportCases.content()).html()
    #expect(page.contains("title=\"undefined: gold never has this category\">undefined</span><sup>"))
    #expect(page.contains("</sup> undefined: gold never has this category.</p>"))
    #expect(page.contains("Without support, that is never in gold: “unused”."))
    // A constant answer has no rank correlation.
    #expect(page.contains("title=\"undefined: all values of one side are equal\""))
    #expect(!page.contains("nan"))
  }

  @Test func warningsAreWordsAndNotOnlyColours() throws {
    let content = try ReportCases.content()
    let flags = try #require(content.evaluation?.variables[0].validity[1].flags)
    #expect(flags.count > 2)
    let page = HTMLReport(content).html()
    #expect(page.contains("<strong>\(flags.count) warnings</strong>"))
    for flag in flags { #expect(page.contains("<li>\(Markup.escaped("\(flag)"))</li>")) }
    #expect(page.contains("&quot;sports&quot; was never answered, though gold has it 20 times."))
    #expect(page.contains("<span class=\"flag\">\(flags.count) warnings</span>"))
  }

  @Test func aBlankStudyIsAPageToo() {
    let page = HTMLReport(ReportCases.blank).html()
    for words in [
      "A study without a name", "Nothing was evaluated", "Nobody has coded yet.", "No coder was run.",
      "The codebook has no variables.",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!page.contains("<table"))
    #expect(page.utf8.count < 30_000)
  }

  @Test func anchorsLeadSomewhere() throws {
    let page = HTMLReport(try ReportCases.content(items: [ReportCases.item()])).html()
    let targets = page.components(separatedBy: "href=\"#").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    #expect(targets.count > 12)
    for target in targets { #expect(page.count(of: "id=\"\(target)\"") == 1, "\(target)") }
  }

  @Test func headingsDescendByOne() throws {
    let page = HTMLReport(try ReportCases.content(items: [ReportCases.item()])).html()
    let levels = page.components(separatedBy: "<h").dropFirst().compactMap { $0.first?.wholeNumberValue }
    #expect(levels.first == 1)
    #expect(levels.count { $0 == 1 } == 1)
    for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
  }

  @Test func everyElementIsClosed() throws {
    let page = HTMLReport(
      try ReportCases.content(items: [ReportCases.item(isSensitive: true), ReportCases.item(caption: "a\nb")])
    ).html()
    let empty: Set<String> = ["meta", "img", "input", "br", "!DOCTYPE"]
    var open: [String] = []
    for piece in page.components(separatedBy: "<").dropFirst() {
      let name = String(piece.prefix { !" >\n".contains($0) })
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()))
      } else if !empty.contains(name) {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test func equalContentGivesEqualPages() throws {
    let content = try ReportCases.content(items: [ReportCases.item()])
    var pieces = ""
    HTMLReport(content).write(to: &pieces)
    #expect(pieces == HTMLReport(content).html())
    #expect(pieces.contains("<time datetime=\"2026-11-21T09:33:00Z\">2026-11-21 09:33 UTC</time>"))
  }

  @Test func runsAreListedNewestFirstAndNotWithoutEnd() throws {
    var content = ReportCases.blank
    content.runs = (0..<60).shuffled().map { number in
      Run(
        id: "run-\(number)", coder: CoderIdentity(name: "probe", kind: .probe),
        configuration: Fingerprint(stored: "c"), configurationText: #"{"head":"<mlp>"}"#,
        codebook: Fingerprint(stored: "b"), models: [ModelRecord(name: "m", revision: "r", sha256: "s")],
        seed: 1, version: "1.0", startedAt: ReportCases.time.addingTimeInterval(Double(number) * 60))
    }
    let page = HTMLReport(content).html()
    #expect(page.contains("10 older runs not shown."))
    #expect(page.contains("run-59") && page.contains("run-10") && !page.contains("run-9<"))
    #expect(page.contains("{&quot;head&quot;:&quot;&lt;mlp&gt;&quot;}"))
  }

  @Test func manyCategoriesBecomeAListOfConfusions() throws {
    let names = (0..<60).map { "c\($0)" }
    let variable = Variable(name: "v", type: .category, categories: names.map { Category(name: $0) })
    let gold = (0..<60).map { ReportCases.coding($0, "v", .category(names[$0])) }
    let other = (0..<60).map { ReportCases.coding($0, "v", .category(names[($0 + 1) % 60])) }
    var content = ReportCases.blank
    content.evaluation = try Evaluation(
      gold: "gold", codings: ["v": [ReportCases.codings("gold", gold), ReportCases.codings("probe", other)]],
      codebook: Codebook(variables: [variable]), frame: EvaluationFrame(bootstrap: Bootstrap(draws: 10)),
      basis: "test")
    let page = HTMLReport(content).html()
    #expect(!page.contains("<svg class=\"matrix\""))
    #expect(page.contains("the most frequent confusions"))
    #expect(page.contains("60 categories are too many to draw"))
  }
}
