import Foundation
import Testing

extension EndToEndFigures {
  /// Fusions of two texts, by the encoder that comes with the program: the caption tells the place, the note nothing.
  struct FusionTests {
    private static let file = """
      study: Parts
      variables:
        - {name: place, type: category, categories: [{name: Sea}, {name: Hill}]}
      coders:
        - {name: fused, kind: fusion, hidden-units: 32, parts: [{uses: [caption]}, {uses: [note]}]}
        - {name: words, kind: text-svm}

      """

    private func study(in place: Workplace) async throws {
      try place.write(Self.file, to: "study/codeframe.yaml")
      let fillers = ["today", "again", "so nice", "heute", "later"]
      var posts = "id,caption,note\n"
      var codings = "id,coder,variable,value\n"
      for index in 0..<36 {
        let sea = index.isMultiple(of: 2)
        let words = sea ? ["waves and salt", "salt and wind"] : ["a steep summit", "the steep rocks"]
        // A post without a note now and then, and without a caption.
        let caption = index % 15 == 7 ? "" : "\(fillers[index % 5]) \(words[index / 2 % 2])"
        posts += "p\(index),\(caption),\(index % 9 == 4 ? "" : fillers[index / 3 % 5])\n"
        if index < 30 { codings += "p\(index),gold,place,\(sea ? "Sea" : "Hill")\n" }
      }
      posts += "blank,,\n"
      try place.write(posts, to: "posts.csv")
      try place.write(codings, to: "codings.csv")
      try await place.succeed("init", "study")
      try await place.succeed("import", "posts", "-C", "study", "posts.csv")
      try await place.succeed("import", "codings", "-C", "study", "codings.csv")
    }

    @Test func learnsCodesExplainsAndIsTakenApart() async throws {
      try await Workplace.with { place in
        try await study(in: place)
        let early = try await place.run("explain", "-C", "study", "fused")
        #expect(early.status == 1)
        #expect(early.messages.contains("fused has not been trained"))

        let trained = try await place.succeed("train", "-C", "study", "fused")
        #expect(trained.messages.contains("place weighs caption 0."))
        try await place.succeed("code", "-C", "study", "fused")
        let export = try await place.succeed(
          "export", "codings", "-C", "study", "--coder", "fused", "--format", "jsonl")
        let codings = try JSONValue.lines(export.bytes)
        #expect(codings.count == 37)
        #expect(Set(codings.map { $0["coder_kind"] }) == [.text("fusion")])
        func coding(_ post: String) -> JSONValue? { codings.first { $0["post_id"] == .text(post) } }
        for index in 30..<36 {
          #expect(coding("p\(index)")?["value"] == .text(index.isMultiple(of: 2) ? "Sea" : "Hill"))
        }
        #expect(coding("p31")?["details"]?["without"]?.text == "note: the post has no note")
        #expect(coding("blank")?["status"] == .text("abstained"))
        let again = try await place.succeed("code", "-C", "study", "fused")
        #expect(again.messages.contains("nothing to do"))

        let told = try await place.succeed("explain", "-C", "study", "fused", "--json")
        let explanation = try #require(try JSONValue(parsing: told.bytes).items.first)
        #expect(explanation["parts"]?.items == [.text("caption"), .text("note")])
        let caption = try #require(explanation["weights"]?.items.first?.number)
        #expect(caption > 0.6)
        let course = try #require(explanation["course"]?["weights"]?.items)
        #expect(course.count == explanation["course"]?["losses"]?.items.count)

        let apart = try await place.succeed("ablation", "-C", "study", "fused", "--json")
        let rows = try #require(
          try JSONValue(parsing: apart.bytes)["variables"]?.items.first?["rows"]?.items)
        #expect(rows.count == 3)
        let gains = rows.map { $0["gain"]?["estimate"]?.number }
        #expect(gains[0] == nil)
        #expect(abs(try #require(gains[1])) < 0.15, "the note adds nothing to the caption")
        #expect(try #require(gains[2]) > 0.2, "the caption adds to the note")
        let table = try await place.succeed("ablation", "-C", "study", "fused")
        #expect(table.output.contains("caption alone") && table.output.contains("gain of all parts"))
        let wrong = try await place.run("ablation", "-C", "study", "words")
        #expect(wrong.messages.contains("only fusions are made of parts"))
      }
    }
  }
}
