import ContentCoding
import Foundation
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct ReviewPageTests {
  private static func withCodings(_ body: (TestApp) async throws -> Void) async throws {
    try await TestApp.with { place in
      let open = try place.open()
      let places = ["Street", "Square"]
      try open.study.save(
        (1...8).map { number in
          Coding(
            postID: "p\(number)", variable: "place",
            answer: .coded(.category(places[number % 2]), confidence: Double(number) / 10))
        }, coder: CoderIdentity(name: "model", kind: .model), codebook: open.codebook, at: Date())
      try await body(place)
    }
  }

  private static func field(_ name: String, in page: Visitor.Answer) -> String? {
    (try? Regex("name=\"\(name)\" value=\"([^\"]*)\"")).flatMap {
      page.text.firstMatch(of: $0)?.output[1].substring.map(String.init)
    }
  }

  @Test func everyCodingIsJudgedOnceAndPrecisionIsTold() async throws {
    try await Self.withCodings { place in
      var visitor = try await place.visitor("anna")
      var seen: Set<String> = []
      var address = "/review?coder=model&variable=place"
      while true {
        let page = try await visitor.get(address)
        guard let post = Self.field("post", in: page), page.text.contains("id=\"review\"") else { break }
        #expect(seen.insert(post).inserted)
        address = try await visitor.post(
          "/review",
          [
            "coder": "model", "variable": "place", "post": post, "seen": Self.field("seen", in: page) ?? "",
            "verdict": seen.count <= 6 ? "right" : "wrong", "correction": seen.count == 8 ? "Other" : "",
          ]
        ).location
      }
      #expect(seen.count == 8)
      let page = try await visitor.get("/review?coder=model&variable=place")
      #expect(page.text.contains("8 of 8") && page.text.contains("precision 0.750"))
      // Verdicts are kept apart: nobody's gold, no part of agreement, no coder in an evaluation.
      let verdicts = try place.study().currentCodings(coder: "review:anna").map(\.coding.answer)
      #expect(verdicts.count == 8 && verdicts.count { $0.value == nil } == 1)
      #expect(verdicts.allSatisfy { $0.details["seen_of"] == "model" })
      let open = try place.open()
      try open.study.save(
        [Coding(postID: "p1", variable: "place", answer: .coded(.category("Street")))],
        coder: CoderIdentity(name: "gold", kind: .person), codebook: open.codebook, at: Date())
      let evaluation = try await EvaluationLoader(open: open).evaluation(.init(gold: "gold"))
      #expect(evaluation.variables.flatMap(\.validity).map(\.coder.name) == ["model"])
    }
  }

  @Test func ofAnotherCoderWhoSaysTheSameTheVerdictIsKnown() async throws {
    try await Self.withCodings { place in
      let open = try place.open()
      let anna = try Person("anna", in: open)
      let ofModel = try Reviewing(ReviewQuestion(coder: "model", variable: "place"), by: anna, in: open)
      while let coding = try ofModel.next() {
        try ofModel.judge(coding, isRight: coding.answer.value == .category("Street"))
      }
      try open.study.save(
        [("p1", "Street"), ("p2", "Street"), ("p3", "Other")].map {
          Coding(postID: $0.0, variable: "place", answer: .coded(.category($0.1)))
        }, coder: CoderIdentity(name: "other", kind: .model), codebook: open.codebook, at: Date())
      let ofOther = try Reviewing(ReviewQuestion(coder: "other", variable: "place"), by: anna, in: open)
      // Of p2 Street was found right; of p1 and p3 Square was rejected, which says nothing of what they are instead.
      let tally = try ofOther.tally()
      #expect(tally.codings == 3 && tally.right == 1 && tally.wrong == 0)
      let next = try ofOther.next()?.postID
      #expect(["p1", "p3"].contains(next ?? ""))
    }
  }

  @Test func theLeastCertainComeFirstWhereAsked() async throws {
    try await Self.withCodings { place in
      var visitor = try await place.visitor("anna")
      let page = try await visitor.get("/review?coder=model&variable=place&order=confidence")
      #expect(Self.field("post", in: page) == "p1")
      let value = try await visitor.get("/review?coder=model&variable=place&order=confidence&value=Street")
      #expect(Self.field("post", in: value) == "p2")
    }
  }

  @Test func aVerdictIsTakenBack() async throws {
    try await Self.withCodings { place in
      var visitor = try await place.visitor("anna")
      let question: KeyValuePairs = [
        "coder": "model", "variable": "place", "post": "p1", "seen": "Square", "verdict": "right",
      ]
      let judged = try await visitor.post("/review", question)
      #expect(judged.location.contains("last=p1"))
      #expect(try await visitor.get(judged.location).text.contains("id=\"undo\""))
      let back = try await visitor.post(
        "/review", ["coder": "model", "variable": "place", "post": "p1", "verdict": "none"])
      #expect(back.status == .seeOther)
      #expect(try place.study().currentCodings(coder: "review:anna").isEmpty)
      #expect(try place.study().history(coder: "review:anna").count == 1)
    }
  }

  @Test func whatWasNotSeenIsNotJudged() async throws {
    try await Self.withCodings { place in
      var visitor = try await place.visitor("anna")
      let late = try await visitor.post(
        "/review",
        ["coder": "model", "variable": "place", "post": "p1", "seen": "Street", "verdict": "right"])
      #expect(late.status == .conflict)
      #expect(try await visitor.get("/review?coder=nobody&variable=place").status == .badRequest)
      #expect(try await visitor.get("/review?coder=model&variable=none").status == .badRequest)
      let odd = try await visitor.post(
        "/review",
        [
          "coder": "model", "variable": "place", "post": "p1", "seen": "Square", "verdict": "wrong",
          "correction": "Lake",
        ])
      #expect(odd.status == .badRequest)
      #expect(try place.study().currentCodings(coder: "review:anna").isEmpty)
    }
  }

  @Test func withoutMachinesThereIsNothingToReview() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      #expect(try await visitor.get("/review").text.contains("No machine has coded yet"))
    }
  }
}
