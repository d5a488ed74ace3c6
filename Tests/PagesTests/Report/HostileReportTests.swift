import ContentCoding
import Foundation
import Testing

@testable import Pages

@Suite struct HostileReportTests {
  static let captions = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "</summary></details></style><style>*{display:none}</style>", "<!-- ", "]]></svg><iframe src=//x.y>",
    "&lt;script&gt;", "javascript:alert(1)", "\u{0}\u{8}\u{1B}[31m", "a\u{202E}gpj.exe", "\u{FFFE}\u{2066}x",
  ]

  static func hostile(_ text: String) throws -> String {
    var item = ReportCases.item(caption: text, picture: .missing(text))
    item.postID = text
    item.author = text
    item.value = text
    item.gold = text + "!"
    var failed = item
    failed.status = .failed
    failed.reason = Reason(.other, text)
    var content = try ReportCases.content(items: [item, failed], coder: text)
    content.study = text
    content.version = text
    content.galleries[0].title = text
    content.galleries[0].variable = text
    content.codebook.variables.append(
      Variable(
        name: text, type: .category, definition: text, categories: [Category(name: text, definition: text)],
        appliesWhen: [FilterCondition(variable: text, values: [text])]))
    var run = Run(
      id: text, coder: CoderIdentity(name: text, kind: .probe), configuration: Fingerprint(stored: text),
      configurationText: text, codebook: Fingerprint(stored: text),
      models: [ModelRecord(name: text, revision: text, sha256: text)], seed: 1, version: text,
      startedAt: .distantPast)
    run.seconds = .nan
    content.courses = [
      LearningCourse(
        coder: text, variable: text, parts: [text, text], weights: [[.nan, .infinity], [1]],
        losses: [.infinity, -1], heldOutLosses: [.nan], bestEpoch: 99)
    ]
    content.runs = [run]
    return HTMLReport(content).html()
  }

  /// The names of all elements, and of all attributes, that a browser would see.
  static func markup(of page: String) -> Set<String> {
    var names: Set<String> = []
    for piece in page.components(separatedBy: "<").dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      let outside = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: " ")
      names.formUnion(outside.split(whereSeparator: { " =\n".contains($0) }).map(String.init))
    }
    return names
  }

  @Test(arguments: captions) func dataAddsNoMarkup(_ text: String) throws {
    let harmless = Self.markup(of: try Self.hostile("harmless"))
    let page = try Self.hostile(text)
    #expect(Self.markup(of: page) == harmless)
    #expect(page.count(of: "<style>") == 1)
    for start in ["<script", "<iframe", "<img src=x", "<!--"] { #expect(!page.contains(start)) }
    let scalars = page.unicodeScalars
    #expect(
      !scalars.contains { ["\u{0}", "\u{8}", "\u{1B}", "\u{202E}", "\u{2066}", "\u{FFFE}"].contains($0) })
  }

  @Test func everyBracketInDataIsEscaped() throws {
    let plain = try Self.hostile("x").count(of: "<")
    #expect(try Self.hostile("<<<<").count(of: "<") == plain)
  }

  @Test func markupInACaptionShowsAsText() throws {
    let page = HTMLReport(try ReportCases.content(items: [ReportCases.item(caption: Self.captions[1])]))
      .html()
    #expect(page.contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"))
  }

  @Test func thePolicyForbidsScriptsAndNamesTheStyleSheet() throws {
    let page = HTMLReport(ReportCases.blank).html()
    let policy = try #require(page.components(separatedBy: "Content-Security-Policy").last)
    let hash = PageHead.hash(of: [.style])
    #expect(policy.contains("default-src &#39;none&#39;; img-src data:; style-src &#39;\(hash)&#39;"))
    #expect(hash.hasPrefix("sha256-") && hash.count == 7 + 44)
    #expect(!page.contains(" style=") && !page.contains("http:") && !page.contains("https:"))
    #expect(!Self.markup(of: page).contains { $0.hasPrefix("on") })
  }

  @Test func longCaptionsAreCut() throws {
    let caption = String(repeating: "<é>", count: 50_000)
    let empty = HTMLReport(try ReportCases.content(items: [ReportCases.item()])).html().utf8.count
    let page = HTMLReport(try ReportCases.content(items: [ReportCases.item(caption: caption)])).html()
    #expect(page.utf8.count < empty + 6_000)
    #expect(page.contains("… (149,000 more characters)"))
  }

  @Test func oneLetterWithAMillionAccentsIsCut() {
    let letter = "a" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(ReadableText(letter, limit: 1000).text.unicodeScalars.count < 1050)
  }

  @Test func galleriesHaveAnEnd() throws {
    let items = Array(repeating: ReportCases.item(), count: 500)
    let page = HTMLReport(try ReportCases.content(items: items)).html()
    #expect(page.count(of: "<img ") == HTMLReport.itemLimit)
    #expect(page.contains("380 more posts not shown."))
  }

  @Test func numbersOutOfRangeDoNotTrap() {
    for number in [Double.nan, .infinity, -.infinity, 1e300, -1e300, -0.0, .leastNonzeroMagnitude] {
      for text in [
        ReportFigures.decimal(number), ReportFigures.amount(number), ReportFigures.percent(number),
        Figures.duration(number), ReportFigures.wholePercent(number), ReportFigures.opacity(number),
      ] {
        #expect(!text.isEmpty)
      }
    }
    #expect(ReportFigures.decimal(-0.0001) == "0.000")
    #expect(ReportFigures.decimal(-0.25) == "\u{2212}0.250")
    #expect(ReportFigures.decimal(12_345.6) == "12,346")
    #expect(ReportFigures.count(.min) == "\u{2212}9,223,372,036,854,775,808")
  }
}
