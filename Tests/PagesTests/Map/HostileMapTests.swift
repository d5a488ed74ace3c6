import Foundation
import Testing

@testable import Pages

@Suite struct HostileMapTests {
  static let texts =
    HostileReportTests.captions + [
      "</script><script>alert(1)</script>", "<!--<script>", "line\u{2028}and\u{2029}paragraph", "\\u003c\\",
      "\"],}",
      "\u{7F}\u{85}\t\n\r\n", "<![CDATA[", "&lt;/script&gt;",
    ]

  static func page(_ text: String) -> String {
    var post = MapCases.post(0, caption: text)
    post.id = text
    var content = MapCases.content(
      [post, MapCases.post(1)],
      colourings: [
        MapColouring(
          name: text, values: .categories([text, text], of: [0, 1]), missing: [text], note: text),
        MapColouring(name: text, values: .numbers([.nan, .infinity]), missing: [text]),
      ], withPictures: true)
    content.study = text
    content.space = text
    content.version = text
    content.method = text
    return MapPage(content).html()
  }

  @Test(arguments: texts) func dataAddsNoMarkup(_ text: String) throws {
    let (harmless, page) = (Self.page("harmless"), Self.page(text))
    for mark in ["<script", "</script", "<style", "<!--", "<img", "<iframe"] {
      #expect(page.count(of: mark) == harmless.count(of: mark), "\(mark)")
    }
    let block = MapCases.block("map-data", of: page)
    #expect(!block.contains { "<>&\u{2028}\u{2029}".contains($0) })
    let controls = page.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
    #expect(controls.allSatisfy { $0 == "\t" })
    #expect(!page.unicodeScalars.contains { ["\u{202E}", "\u{2066}", "\u{FFFE}"].contains($0) })
  }

  @Test(arguments: texts) func dataComesBackAsItWasReadable(_ text: String) throws {
    let data = try MapCases.data(of: Self.page(text))
    #expect((data["captions"] as? [String])?.first == ReadableText(text).text)
    #expect(
      (data["colourings"] as? [[String: Any]])?.first?["missing"] as? [String] == [ReadableText(text).text])
  }

  @Test func longCaptionsAreCut() throws {
    let caption = String(repeating: "<é>\u{301}", count: 100_000)
    let page = MapPage(MapCases.content([MapCases.post(0, caption: caption)])).html()
    let empty = MapPage(MapCases.content([MapCases.post(0, caption: "")])).html()
    #expect(page.utf8.count < empty.utf8.count + 3000)
    #expect(page.contains("… (399,720 more characters)"))
  }

  @Test func categoriesOutOfRangeAreMissing() throws {
    let values = MapColouring.Values.categories(["a"], of: [0, 1, -1, .max, .min, nil])
    let classes = MapClasses(MapColouring(name: "n", values: values), kept: Array(0..<9))
    #expect(classes.places == [0, 1, 1, 1, 1, 1, 1, 1, 1])
    #expect(classes.counts == [1, 8])
  }
}
