import ContentCoding
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import WebApp
@testable import Workflows

struct CodingPageTests {
  /// The value of a hidden field of a page.
  private static func field(_ name: String, in page: Visitor.Answer) throws -> String {
    let found = try #require(page.text.firstMatch(of: try Regex("name=\"\(name)\" value=\"([^\"]*)\"")))
    return String(try #require(found.output[1].substring))
  }

  private static func first(_ visitor: inout Visitor) async throws -> (page: Visitor.Answer, post: String) {
    let address = try await visitor.get("/code?sample=main").location
    let page = try await visitor.get(address)
    return (page, try field("post", in: page))
  }

  @Test func whoIsAloneCodesTheWholeSampleOnceEach() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      var seen: Set<String> = []
      var address = try await visitor.get("/code?sample=main").location
      while address.contains("post=") {
        let page = try await visitor.get(address)
        let post = try Self.field("post", in: page)
        try #require(seen.insert(post).inserted)
        address = try await visitor.post(
          "/code",
          [
            "sample": "main", "post": post, "version": try Self.field("version", in: page), "v0": "=Street",
            "v1": "=false", "v3": "=red", "v4-text": "A street.",
          ]
        ).location
      }
      #expect(seen == Set(TestApp.posts.map(\.id)))
      #expect(try await visitor.get("/code?sample=main").text.contains("8 of 8"))
      let codings = try place.study().currentCodings(coder: "anna")
      // The size is asked for only where there is a crowd.
      #expect(codings.count == 32 && !codings.contains { $0.coding.variable == "size" })
      #expect(codings.allSatisfy { $0.coder == CoderIdentity(name: "anna", kind: .person) && $0.run == nil })
    }
  }

  @Test func everyKindOfAnswerIsKept() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      let (page, post) = try await Self.first(&visitor)
      let saved = try await visitor.post(
        "/code",
        [
          "sample": "main", "post": post, "version": try Self.field("version", in: page), "v0": "=Other",
          "v0-other": "a bridge", "v1": "=true", "v2": "7.5", "v3-set": "1",
          "v4-text": " A bridge, <b>crowded</b>.\n", "comment": "in the rain",
          "flag": "1",
        ], headers: [.accept: "application/json"])
      #expect(saved.status == .ok && saved.text.contains("\"done\":1"))
      let coding = try #require(try place.study().handCoding(of: post, by: "anna"))
      #expect(coding.answers["place"]?.value == .category("Other"))
      #expect(coding.answers["place"]?.details["other"] == "a bridge")
      #expect(coding.answers["size"]?.value == .number(7.5))
      #expect(coding.answers["signs"]?.value == .tags([]))
      #expect(coding.answers["gist"]?.value == .openText("A bridge, <b>crowded</b>."))
      #expect(coding.remark == Remark(comment: "in the rain", isFlagged: true))
      let again = try await visitor.get("/code?sample=main&post=\(post)")
      #expect(again.text.contains("value=\"a bridge\"") && again.text.contains(">in the rain</textarea>"))
      #expect(again.text.contains(">A bridge, &lt;b&gt;crowded&lt;/b&gt;.</textarea>"))

      // Without a crowd there is no size: what was said of it is taken back, and kept in the history.
      _ = try await visitor.post(
        "/code",
        [
          "sample": "main", "post": post, "version": coding.version, "v0": "?", "v1": "=false", "v3": "=blue",
          "v4": "?",
          "v4-text": " \n",
        ])
      let after = try #require(try place.study().handCoding(of: post, by: "anna"))
      #expect(after.answers["gist"]?.status == .abstained)
      #expect(after.answers["size"] == nil && after.answers["place"]?.status == .abstained)
      #expect(after.remark == Remark())
      let history = try place.study().history(coder: "anna", post: post).map(\.coding)
      #expect(history.contains { $0.variable == "size" && $0.answer.value == .number(7.5) })
    }
  }

  /// Who codes blindly sees neither a model's answer nor what a model wrote of the pictures.
  @Test func whatModelsMadeOfAPostIsNotShown() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      let post = try await Self.first(&visitor).post
      let study = try place.study()
      try study.setColumns([
        post: ["labels": "alp, geyser", "transcript": "spoken words", "place": "Nordwald"]
      ])
      for (name, column) in [("labels", "labels"), ("transcript", "transcript")] {
        try study.record(
          Extraction(
            name: name,
            extractor: ExtractorIdentity(name: name, fingerprint: Fingerprint(ofBytes: [])),
            columns: [column], posts: 1, seconds: 1, version: "1", madeAt: Date()))
      }
      let page = try await visitor.get("/code?sample=main&post=\(post)").text
      #expect(!page.contains("alp, geyser") && page.contains("spoken words") && page.contains("Nordwald"))
    }
  }

  /// Two tabs: the second to save is told, and nothing is lost.
  @Test func aSaveThatDidNotSeeTheOneBeforeIsNotTaken() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      let (page, post) = try await Self.first(&visitor)
      let version = try Self.field("version", in: page)
      let fields: KeyValuePairs = ["sample": "main", "post": post, "version": version, "v0": "=Street"]
      #expect(try await visitor.post("/code", fields, headers: [.accept: "application/json"]).status == .ok)
      let late = try await visitor.post(
        "/code", ["sample": "main", "post": post, "version": version, "v0": "=Square"],
        headers: [.accept: "application/json"])
      #expect(late.status == .conflict)
      #expect(try await visitor.post("/code", fields).status == .conflict)
      let now = try #require(try place.study().handCoding(of: post, by: "anna"))
      #expect(now.answers["place"]?.value == .category("Street"))
      #expect(late.text.contains(now.version))
    }
  }

  @Test(arguments: [
    ("v0", "=Lake"), ("v0", "Street?"), ("v1", "=maybe"), ("v2", "11"), ("v2", "nan"), ("v2", "1e999"),
    ("v3", "=green"), ("v3", "=red|green"),
  ])
  func whatIsNoAnswerIsRefused(field: String, value: String) async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      let (page, post) = try await Self.first(&visitor)
      let answer = try await visitor.post(
        "/code",
        [
          "sample": "main", "post": post, "version": try Self.field("version", in: page),
          "v1": field == "v1" ? value : "=true",
          field: value,
        ])
      #expect(answer.status == .badRequest)
      #expect(try place.study().handCoding(of: post, by: "anna")?.answers.isEmpty == true)
    }
  }

  @Test func nobodyCodesWhatIsAnothers() async throws {
    try await TestApp.with { place in
      var assign = Assign("main", to: ["anna", "ben"])
      assign.overlap = 0
      _ = try assign.run(in: place.open())
      let bens = try place.study().assignedPosts(of: "ben", in: "main").map(\.id)
      var anna = try await place.visitor("anna")
      #expect(try await anna.get("/code?sample=main&post=\(bens[0])").status == .notFound)
      let answer = try await anna.post(
        "/code", ["sample": "main", "post": bens[0], "version": "0.0.0", "v0": "=Street"])
      #expect(answer.status == .notFound)
      var carla = try await place.visitor("carla")
      let refused = try await carla.get("/code?sample=main")
      #expect(refused.status == .badRequest && refused.text.contains("assigned to anna, ben"))
      #expect(try await anna.get("/code?sample=nowhere").status == .badRequest)
      #expect(try place.study().currentCodings(coder: "anna").isEmpty)
    }
  }

  /// Captions, codebooks and ids are text, whatever they hold.
  @Test func nothingThatSomebodyWroteBecomesMarkup() async throws {
    let script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    let codebook = """
      study: '\(script.replacing("'", with: "''"))'
      variables:
        - name: what
          type: category
          definition: '<script>1</script>'
          categories:
            - name: '<i>this</i>'
              definition: '</textarea><script>2</script>'
            - name: that
      """
    let post = Post(
      id: "</title><script>3</script>", text: script, author: script, columns: ["<u>": script],
      media: [Media(path: "../../etc/passwd")])
    try await TestApp.with(codebook: codebook, posts: [post]) { place in
      var visitor = try await place.visitor("<em>")
      let (page, id) = try await Self.first(&visitor)
      #expect(id.contains("&lt;script"))
      for address in ["/", "/posts", "/code?sample=main", "/post?id=\(Address.encoded(post.id))"] {
        var answer = try await visitor.get(address)
        if answer.status == .seeOther { answer = try await visitor.get(answer.location) }
        for mark in ["<script>", "<i>this", "<img src=x", "<u>", "<em>"] {
          #expect(!answer.text.contains(mark), "\(address) has \(mark)")
        }
      }
      #expect(page.text.contains("&lt;script&gt;alert(1)"))
      let picture = try await visitor.get("/picture?post=\(Address.encoded(post.id))&n=0")
      #expect(!picture.text.contains("root:") && picture.header("content-type") == "image/svg+xml")
    }
  }

  @Test func theAppSpeaksGerman() async throws {
    try await TestApp.with { place in
      var visitor = try await place.visitor("anna")
      visitor.language = "de-CH,de;q=0.9,en;q=0.8"
      let (page, _) = try await Self.first(&visitor)
      #expect(page.text.contains("<html lang=\"de\">") && page.text.contains("Nicht zu erkennen"))
    }
  }

  @Test func whatAModelSaysIsShownAndRecordedOnlyWhereTheStudySaysSo() async throws {
    for (line, isShown) in [("", false), ("suggestions: model\n", true)] {
      try await TestApp.with(codebook: line + TestApp.codebook) { place in
        let open = try place.open()
        try open.study.save(
          TestApp.posts.map {
            var answer = Answer.coded(.category("Square"))
            answer.confidence = 0.875
            return Coding(postID: $0.id, variable: "place", answer: answer)
          }, coder: CoderIdentity(name: "model", kind: .model), codebook: open.codebook, at: Date())
        var anna = try await place.visitor("anna")
        let (page, post) = try await Self.first(&anna)
        #expect(page.text.contains("suggestion") == isShown && page.text.contains("0.88") == isShown)
        _ = try await anna.post(
          "/code",
          ["sample": "main", "post": post, "version": try Self.field("version", in: page), "v0": "=Street"])
        let kept = try #require(try open.study.handCoding(of: post, by: "anna")?.answers["place"])
        #expect(kept.value == .category("Street"))
        #expect(kept.details["suggested"] == (isShown ? "Square" : nil))
        #expect(kept.details["suggested_by"] == (isShown ? "model" : nil))
      }
    }
  }
}
