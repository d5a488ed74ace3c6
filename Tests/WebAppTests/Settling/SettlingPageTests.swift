import ContentCoding
import Foundation
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct SettlingPageTests {
  private static func code(_ place: TestApp, _ coder: String, _ answers: [String: String]) throws {
    let open = try place.open()
    try open.study.save(
      answers.map { Coding(postID: $0.key, variable: "place", answer: .coded(.category($0.value))) },
      coder: CoderIdentity(name: coder, kind: .person), codebook: open.codebook, at: Date())
  }

  @Test func whatIsSettledBecomesGold() async throws {
    try await TestApp.with { place in
      try Self.code(place, "anna", ["p1": "Street", "p2": "Street", "p3": "Square"])
      try Self.code(place, "ben", ["p1": "Street", "p2": "Square", "p3": "Other"])
      var visitor = try await place.visitor("carla")
      var decided: [String] = []
      for _ in 0..<2 {
        let page = try await visitor.get("/settle")
        #expect(page.text.contains("anna") && page.text.contains("ben"))
        let post = String(try #require(page.text.firstMatch(of: /name="post" value="([^"]*)"/)).1)
        let version = String(try #require(page.text.firstMatch(of: /name="version" value="([^"]*)"/)).1)
        decided.append(post)
        let answer = try await visitor.post(
          "/settle", ["variable": "place", "post": post, "version": version, "v0": "=Street"])
        #expect(answer.status == .seeOther)
        // The same page again is late.
        let again = try await visitor.post(
          "/settle", ["variable": "place", "post": post, "version": version, "v0": "=Square"])
        #expect(again.status == .conflict)
      }
      #expect(decided.sorted() == ["p2", "p3"])
      #expect(try await visitor.post("/gold", [:]).location == "/")
      let gold = try place.study().currentCodings(coder: "gold")
      let values = Dictionary(uniqueKeysWithValues: gold.map { ($0.coding.postID, $0.coding.answer.value) })
      #expect(values == ["p1": .category("Street"), "p2": .category("Street"), "p3": .category("Street")])
      let decisions = try place.study().currentCodings(coder: Person.adjudication)
      #expect(
        decisions.count == 2 && decisions.allSatisfy { $0.coding.answer.details["settled_by"] == "carla" })
      // Who settles is no third coder beside the two.
      let status = try StudyStatus(of: place.open())
      #expect(status.agreement.first?.coders == ["anna", "ben"])
    }
  }

  @Test func whereNobodyDiffersThereIsNothingToSettle() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("carla")
      #expect(try await visitor.get("/settle").text.contains("Nothing to settle"))
      try Self.code(place, "anna", ["p1": "Street"])
      try Self.code(place, "ben", ["p1": "Street"])
      #expect(try await visitor.get("/settle").text.contains("Nothing to settle"))
      let answer = try await visitor.post("/settle", ["variable": "place", "post": "p1", "version": "0.0.0"])
      #expect(answer.status == .notFound)
    }
  }
}
