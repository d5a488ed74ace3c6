import ContentCoding
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebApp
@testable import Workflows

/// Every page, of a study whose codebook, captions and ids are markup.
struct EveryPageTests {
  private static let pages = [
    "/", "/name", "/settle", "/review", "/posts", "/posts/download", "/post?id=p1",
    "/explore",
    "/teach", "/teach/slips", "/home/best", "/figures", "/figures/leaderboard", "/codebook", "/try",
    "/similar", "/runs", "/assets/app.css",
  ]

  private static let hostile = "<img src=x onerror=alert(1)>\"'</script>"

  private static func with(_ body: (TestApp) async throws -> Void) async throws {
    let codebook = TestApp.codebook.replacing("name: Street", with: "name: '<b onclick=x>\"Street'")
    try await TestApp.with(
      codebook: codebook,
      posts: TestApp.posts + [
        Post(
          id: hostile, text: hostile, author: hostile, columns: [hostile: hostile], counts: [hostile + "2": 1]
        )
      ]
    ) { place in
      let open = try place.open()
      for name in ["anna", "ben", "probe<i>"] {
        try open.study.save(
          (1...8).map {
            Coding(
              postID: "p\($0)", variable: "place",
              answer: .coded(
                .category($0 % 2 == 0 ? "Square" : "<b onclick=x>\"Street"), details: [hostile: hostile]))
          }, coder: CoderIdentity(name: name, kind: name == "probe<i>" ? .probe : .person),
          codebook: open.codebook, at: Date())
      }
      try await body(place)
    }
  }

  @Test func eachAnswersGETAndHEADAndHoldsNoMarkupOfTheStudys() async throws {
    try await Self.with { place in
      var visitor = try await place.visitor("anna")
      let id = try #require(Self.hostile.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
      // Whoever codes a sample is not shown what others say of it, so that comes last.
      for page in Self.pages + [
        "/post?id=\(id)", "/posts?text=\(id)", "/posts?coder=\(id)&order=most-\(id)",
        "/code?sample=main",
      ] {
        let answer = try await visitor.get(page)
        #expect(
          answer.status == .ok || answer.status == .seeOther,
          "\(page): \(answer.status) \(answer.text.suffix(600))")
        if page != "/posts/download" {
          #expect(!answer.text.contains("<img src=x") && !answer.text.contains("<b onclick"), "\(page)")
        }
        let head = try await visitor.get(page, method: .head)
        #expect(head.status == answer.status && head.bytes.isEmpty, "\(page)")
        #expect(answer.header("content-security-policy") != nil, "\(page)")
      }
    }
  }

  @Test(arguments: [
    "/posts/download", "/explore?download=1", "/figures?download=1", "/figures/leaderboard?download=1",
    "/codebook?coder=anna&download=1", "/teach/slips?download=1", "/runs?download=1",
  ])
  func whatAPageShowsIsATableToo(path: String) async throws {
    try await Self.with { place in
      var visitor = try await place.visitor("anna")
      let table = try await visitor.get(path)
      #expect(table.status == .ok && table.header("content-type") == "text/csv; charset=utf-8", "\(path)")
      let lines = table.text.split(whereSeparator: \.isNewline)
      #expect(lines.first?.contains(",") == true)
      let page = try await visitor.get(
        path.replacing("download=1", with: "").replacing("/download", with: ""))
      // Nothing to download is not offered: this study has neither clusters nor slips.
      let isEmpty = path.hasPrefix("/explore") || path.hasPrefix("/teach")
      #expect(page.text.contains("download=1") || page.text.contains("/download") || isEmpty, "\(path)")
    }
  }

  @Test func inGermanTooNothingIsLeftOut() async throws {
    try await Self.with { place in
      var visitor = try await place.visitor("anna")
      visitor.language = "de"
      for page in Self.pages {
        let answer = try await visitor.get(page)
        #expect(!answer.text.contains("%@"), "\(page)")
      }
      #expect(try await visitor.get("/explore").text.contains("Gruppen"))
    }
  }
}
