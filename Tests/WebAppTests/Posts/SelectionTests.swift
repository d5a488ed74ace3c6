import ContentCoding
import Foundation
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct SelectionTests {
  @Test func manyPostsAreCodedAtOnceApartFromSingleOnes() async throws {
    try await TestApp.with { place in
      var anna = try await place.visitor("anna")
      _ = try await anna.get("/posts")
      let done = try await anna.post(
        "/posts/code",
        ["post": "p1", "post": "p3", "answer": "0=Square", "seen": "/posts?text=post"])
      #expect(done.status == .seeOther && done.location == "/posts?text=post")
      let open = try place.open()
      let coding = try #require(try open.study.handCoding(of: "p3", by: "anna (batch)")?.answers["place"])
      #expect(coding.value == .category("Square"))
      #expect(coding.details["batch"] == "2 posts" && coding.details["seen"] == "/posts?text=post")
      #expect(try open.study.handCoding(of: "p3", by: "anna")?.answers.isEmpty == true)
      // Neither what people agree on nor what machines are measured by.
      var ben = try await place.visitor("ben")
      _ = try await ben.post("/posts/code", ["post": "p1", "answer": "0=Street", "seen": "/posts"])
      let agreement = try await MeasureAgreement(AgreementChoice()).run(in: open)
      #expect(agreement.variables.allSatisfy { $0.agreement == nil })
      var asked = AgreementChoice()
      asked.coders = ["anna (batch)", "ben (batch)"]
      #expect(try await MeasureAgreement(asked).run(in: open).variables[0].agreement != nil)
      #expect(throws: UserError.self) { try Person("anna (batch)", in: open) }
    }
  }

  @Test(arguments: [
    (["answer": "0=Nowhere"], "p1"), (["answer": "9=Square"], "p1"), (["answer": ""], "p1"),
    (["answer": "0=Square"], "nobody"), (["answer": "2=5"], nil),
  ])
  func whatCannotBeIsRefused(fields: [String: String], post: String?) async throws {
    try await TestApp.with { place in
      var anna = try await place.visitor("anna")
      _ = try await anna.get("/posts")
      let answer = try await anna.post(
        "/posts/code", ["answer": fields["answer"] ?? "", "post": post ?? "", "seen": "//evil.example"])
      #expect(answer.status == .badRequest)
      #expect(try place.study().coderIdentities().isEmpty)
    }
  }

  @Test func aSelectionBecomesAPurposiveSample() async throws {
    try await TestApp.with { place in
      var anna = try await place.visitor("anna")
      _ = try await anna.get("/posts")
      let kept = try await anna.post(
        "/posts/sample", ["post": "p2", "post": "p5", "name": "odd", "seen": "/posts?order=newest"])
      #expect(kept.location == "/posts?sample=odd")
      let sample = try #require(try place.study().sample("odd"))
      #expect(sample.isPurposive && sample.probabilities.keys.sorted() == ["p2", "p5"])
      #expect(sample.weights == nil && sample.design.contains("/posts?order=newest"))
      let again = try await anna.post("/posts/sample", ["post": "p2", "name": "odd", "seen": ""])
      #expect(again.status == .badRequest)
    }
  }

  @Test func whatIsShownIsDownloadedWithoutFormulas() async throws {
    try await TestApp.with(posts: TestApp.posts + [Post(id: "f", text: "=1+1")]) { place in
      var anna = try await place.visitor("anna")
      let table = try await anna.get("/posts/download?where=text!%3Dpost%201")
      #expect(table.header("content-disposition") == "attachment; filename=\"posts.csv\"")
      #expect(table.text.split(whereSeparator: \.isNewline).count == 9)
      #expect(!table.text.contains(",=1+1") && table.text.contains("=1+1"))
      let none = try await anna.get("/posts/download?text=nothing")
      #expect(none.status == .ok && none.text.split(whereSeparator: \.isNewline).count == 1)
    }
  }
}
