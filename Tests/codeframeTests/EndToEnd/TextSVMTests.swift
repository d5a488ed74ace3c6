import Foundation
import Testing

extension EndToEndFigures {
  /// Text coders, over captions made here: a word of each category among words of chance.
  struct TextSVMTests {
    private static let file = """
      study: Words
      variables:
        - {name: place, type: category, categories: [{name: Sea}, {name: Hill}]}
        - {name: people, type: boolean}
        - {name: score, type: number}
      coders:
        - {name: words, kind: text-svm, variables: [place, people]}
        - {name: notes, kind: text-svm, variables: [place], uses: [caption, note], model: logistic, terms: 50}
        - {name: probe, kind: probe, variables: [place]}

      """

    private func study(in place: Workplace) async throws {
      try place.write(Self.file, to: "study/codeframe.yaml")
      let fillers = ["today", "again", "so nice", "heute", "с утра", "later"]
      var posts = "id,caption,note\n"
      var codings = "id,coder,variable,value\n"
      for index in 0..<40 {
        let sea = index.isMultiple(of: 2)
        let people = index % 4 < 2
        let words = sea ? ["waves and salt", "море и волны"] : ["a steep summit", "der Gipfel"]
        let caption =
          "\(fillers[index % 6]) \(words[index / 4 % 2]) \(fillers[index * 5 % 6])\(people ? " 👫" : "")"
        posts += "p\(index),\(caption),\(sea ? "wet" : "dry")\n"
        if index < 32 {
          codings += "p\(index),gold,place,\(sea ? "Sea" : "Hill")\np\(index),gold,people,\(people)\n"
        }
      }
      posts += "blank,,\n"
      try place.write(posts, to: "posts.csv")
      try place.write(codings, to: "codings.csv")
      try await place.succeed("init", "study")
      try await place.succeed("import", "posts", "-C", "study", "posts.csv")
      try await place.succeed("import", "codings", "-C", "study", "codings.csv")
    }

    @Test func learnsCodesAndExplains() async throws {
      try await Workplace.with { place in
        try await study(in: place)
        let early = try await place.run("explain", "-C", "study", "words")
        #expect(early.status == 1)
        #expect(early.messages.contains("words has not been trained"))

        let trained = try await place.succeed("train", "-C", "study", "words", "--json")
        let comparisons = try JSONValue(parsing: trained.bytes).items
        #expect(comparisons.count == 2)
        for comparison in comparisons {
          #expect(comparison["counts"]?["outOfFold"]?.number == 32)
        }
        try await place.succeed("code", "-C", "study", "words")
        let export = try await place.succeed(
          "export", "codings", "-C", "study", "--coder", "words", "--format", "jsonl", "--scores")
        let codings = try JSONValue.lines(export.bytes)
        #expect(codings.count == 82)
        func value(_ post: String, _ variable: String) -> JSONValue? {
          codings.first { $0["post_id"] == .text(post) && $0["variable"] == .text(variable) }
        }
        for index in 32..<40 {
          #expect(value("p\(index)", "place")?["value"] == .text(index.isMultiple(of: 2) ? "Sea" : "Hill"))
          #expect(value("p\(index)", "people")?["value"] == .boolean(index % 4 < 2))
        }
        #expect(value("blank", "place")?["status"] == .text("abstained"))
        #expect(value("blank", "place")?["reason"]?.text?.hasPrefix("no-text") == true)
        #expect(Set(codings.map { $0["coder_kind"] }) == [.text("text-svm")])
        let again = try await place.succeed("code", "-C", "study", "words")
        #expect(again.messages.contains("nothing to do"))

        let told = try await place.succeed("explain", "-C", "study", "words", "--json", "-n", "5")
        let explanations = try JSONValue(parsing: told.bytes).items
        #expect(explanations.map { $0["label"] } == [.text("Sea"), .text("Hill"), .text("true")])
        let people = try #require(explanations.last?["highest"]?.items)
        #expect(people.count == 5)
        #expect(people.contains { $0["term"] == .text("👫") })
        let table = try await place.succeed("explain", "-C", "study", "words", "--variable", "people")
        #expect(table.output.hasPrefix("people: true\n"))
        #expect(table.output.contains("👫"))
        try await place.succeed("evaluate", "-C", "study")
      }
    }

    @Test func severalTextsAreJoinedAndSaysWhatCannotBeExplained() async throws {
      try await Workplace.with { place in
        try await study(in: place)
        try await place.succeed("code", "-C", "study", "notes")
        let told = try await place.succeed("explain", "-C", "study", "notes", "--json")
        let explanations = try JSONValue(parsing: told.bytes).items
        #expect(explanations.count == 2)
        #expect(explanations[0]["highest"]?.items.contains { $0["term"] == .text("wet") } == true)
        let probe = try await place.run("explain", "-C", "study", "probe")
        #expect(probe.status == 1)
        #expect(
          probe.messages.contains(
            "learns by logistic, which has no epochs to list"))
        let unknown = try await place.run("explain", "-C", "study", "notes", "--variable", "people")
        #expect(unknown.status == 1)
        #expect(unknown.messages.contains("notes answers no variable people"))
        let none = try await place.run("explain", "-C", "study", "notes", "-n", "0")
        #expect(none.status == 64)
      }
    }
  }
}
