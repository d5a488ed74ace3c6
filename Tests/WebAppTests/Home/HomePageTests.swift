import ContentCoding
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct HomePageTests {
  @Test func aSampleIsDealtOutAndTheBestCoderIsNamed() async throws {
    try await TestApp.with { place in
      var anna = try await place.visitor("anna")
      let dealt = try await anna.post("/assign", ["sample": "main", "people": "anna, ben", "overlap": "0.5"])
      #expect(dealt.status == .seeOther)
      let open = try place.open()
      #expect(try open.study.assignments().map(\.posts).reduce(0, +) == 12)
      for (people, overlap) in [("anna", "2"), ("", "0.2"), ("gold", "0.2"), ("carla", "x")] {
        let refused = try await anna.post(
          "/assign", ["sample": "main", "people": people, "overlap": overlap])
        #expect(refused.status == .badRequest, "\(people), \(overlap)")
      }
      func code(_ name: String, _ kind: CoderKind, right: Int) throws {
        try open.study.save(
          (1...8).map { place in
            let isEven = place % 2 == 0
            return Coding(
              postID: "p\(place)", variable: "place",
              answer: .coded(.category(isEven == (place <= right) ? "Square" : "Street")))
          }, coder: CoderIdentity(name: name, kind: kind), codebook: open.codebook, at: Date())
      }
      try code("gold", .person, right: 8)
      try code("good", .model, right: 7)
      try code("poor", .model, right: 3)
      let best = try await anna.get("/home/best")
      #expect(best.text.contains("good") && !best.text.contains("poor"), "\(best.text)")
      #expect(try await anna.get("/").text.contains("data-part=\"/home/best\""))
    }
  }

  /// Each step of a study has words in each language, and leads on.
  @Test func everyStepIsSaidInEachLanguage() {
    let steps: [NextStep.Kind] = [
      .importPosts, .codeUntaught("a"), .codeByHand(sample: "a"), .draw(posts: 3), .makeGold("a"),
      .codeAgain(gold: "a"),
      .train("a", gold: "b"), .code("a"), .nameCoder, .report,
    ]
    for kind in steps {
      let step = NextStep(kind)
      let (english, german) = (StepWords.english.text(of: step), StepWords.german.text(of: step))
      #expect(english != german && !(english + german).contains("%@") && !step.command.isEmpty)
    }
  }
}
