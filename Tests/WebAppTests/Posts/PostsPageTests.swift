import ContentCoding
import Foundation
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct PostsPageTests {
  private static func shown(_ answer: Visitor.Answer) -> [String] {
    answer.text.matches(of: /href="\/post\?id=([^"]*)"/).map { String($0.1) }
  }

  @Test func filtersFindWhatTheySay() async throws {
    try await TestApp.with { place in
      let open = try place.open()
      try open.study.save(
        [
          Coding(postID: "p1", variable: "place", answer: .coded(.category("Street"))),
          Coding(postID: "p2", variable: "place", answer: .abstained(Reason(.undecided, ""))),
          Coding(postID: "p3", variable: "signs", answer: .coded(.tags(["red", "blue"]))),
        ], coder: CoderIdentity(name: "anna", kind: .person), codebook: open.codebook, at: Date())
      try open.study.save(
        [
          Coding(postID: "p1", variable: "place", answer: .coded(.category("Square"))),
          Coding(postID: "p3", variable: "signs", answer: .coded(.tags(["red", "blue"]))),
        ], coder: CoderIdentity(name: "ben", kind: .person), codebook: open.codebook, at: Date())
      _ = try open.study.save(
        [:], Remark(comment: "odd <b>", isFlagged: true), of: "p4",
        by: CoderIdentity(name: "ben", kind: .person), seen: "0.0.0", codebook: open.codebook, at: Date())
      var visitor = try await place.visitor()
      #expect(try await visitor.get("/post?id=p4").text.contains("odd &lt;b&gt;"))
      let cases: [(String, [String])] = [
        ("", (1...8).map { "p\($0)" }), ("coder=anna", ["p1", "p2", "p3"]), ("coder=ben", ["p1", "p3"]),
        ("coder=nobody", []),
        ("coder=anna&differs=ben", ["p1"]), ("differs=nobody", []), ("differs=anna&variable=signs", []),
        ("flagged=1", ["p4"]),
        ("coder=anna&variable=place", ["p1", "p2"]), ("value=Street", ["p1"]), ("value=red", ["p3"]),
        ("status=abstained", ["p2"]), ("text=post%205", ["p5"]), ("text=POST", (1...8).map { "p\($0)" }),
        ("text=%25", []), ("text=_", []), ("sample=main&coder=anna&status=coded", ["p1", "p3"]),
        ("sample=x", []),
      ]
      for (query, posts) in cases {
        #expect(Self.shown(try await visitor.get("/posts?\(query)")) == posts, "\(query)")
      }
    }
  }

  @Test func manyPostsComeInParts() async throws {
    let posts = (0..<150).map { Post(id: "p\($0)") }
    try await TestApp.with(posts: posts) { place in
      var visitor = try await place.visitor()
      var seen: [String] = []
      var address = "/posts"
      while true {
        let part = try await visitor.get(address + (address.contains("?") ? "&" : "?") + "part=1")
        #expect(!part.text.contains("<html"))
        seen += Self.shown(part)
        guard let next = part.text.firstMatch(of: /data-more="" href="([^"]*)"/) else { break }
        address = String(next.1).replacing("&amp;", with: "&")
      }
      #expect(seen == posts.map(\.id))
    }
  }

  @Test func aPostThatIsYetToBeCodedShowsNoAnswers() async throws {
    try await TestApp.with { place in
      let open = try place.open()
      try open.study.save(
        [Coding(postID: "p1", variable: "place", answer: .coded(.category("Square")))],
        coder: CoderIdentity(name: "model", kind: .model), codebook: open.codebook, at: Date())
      _ = try Assign("main", to: ["anna"]).run(in: open)
      var anna = try await place.visitor("anna")
      #expect(try await anna.get("/post?id=p1").status == .forbidden)
      #expect(!(try await anna.get("/code?sample=main&post=p1").text.contains("model")))
      var ben = try await place.visitor("ben")
      let shown = try await ben.get("/post?id=p1")
      #expect(shown.status == .ok && shown.text.contains("Square"))
      #expect(try await ben.get("/post?id=none").status == .notFound)
    }
  }
}
