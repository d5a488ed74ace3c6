import Foundation
import LocalChat
import Testing

extension EndToEnd {
  /// Texts as answers: written by models and people, compared, and read by other coders.
  struct OpenTextTests {
    private static func coders(_ endpoint: String) -> String {
      """
        - {name: llava, kind: prompted, endpoint: "\(endpoint)", model: tiny, uses: [caption], variables: [description],
           prompt: "Describe the post: {{caption}}"}
        - {name: two, kind: prompted, endpoint: "\(endpoint)", model: tiny, prompt: two-step, describes: description,
           uses: [image], variables: [description, light]}
        - {name: words, kind: text-svm, uses: [{coder: llava, variable: description}], variables: [topic]}
        - {name: grouped, kind: cluster, uses: [{coder: llava, variable: description}], clusters: 12, variables: [topic],
           naming: zero-shot}
        - name: joined
          kind: fusion
          variables: [topic]
          parts: [{encoder: seedling-64}, {uses: [{coder: llava, variable: description}], name: described}]
        - {name: t5, kind: text-to-text, model: google/flan-t5-tiny, uses: [{coder: llava, variable: description}],
           variables: [light]}
        - {name: again, kind: prompted, endpoint: "\(endpoint)", model: tiny,
           uses: [{coder: llava, variable: description}], variables: [light]}
        - {name: chosen, kind: extract, extract: labels, variables: [description]}
      """
    }

    /// Says what it is told in capitals, describes every picture alike, and codes day.
    private static func answer(_ question: ChatCall.Question) -> String {
      if !question.messages.flatMap(\.pictures).isEmpty { return "A picture in colour." }
      if question.text.contains("Describe the post: ") {
        let fenced = question.text.components(separatedBy: "\n").first {
          !$0.hasPrefix("<<<") && $0.count > 5 && !$0.contains("Describe") && !$0.contains("instruction")
        }
        return "IT SAYS \((fenced ?? "").uppercased())"
      }
      return #"{"light": "day"}"#
    }

    private func codings(of coder: String, in place: Workplace) async throws -> [JSONValue] {
      try JSONValue.lines(
        try await place.succeed(
          "export", "codings", "-C", "study", "--coder", coder, "--format", "jsonl"
        ).bytes)
    }

    private func make(_ chat: LocalChat, in place: Workplace) async throws {
      try await KnownTruth.make(
        at: "study", coders: "  - {name: probe, kind: probe, variables: [topic]}", in: place)
      let file = KnownTruth.file(coders: Self.coders(chat.endpoint))
      try place.write(
        file.replacing(
          "variables:\n", with: "variables:\n  - {name: description, type: text}\n", maxReplacements: 1),
        to: "study/codeframe.yaml")
      let model = "google/flan-t5-tiny"
      try place.copy(
        SampleStudy.repository.appending(path: "Tests/ModelCodersTests/Fixtures/models/\(model)"),
        to: "study/models/\(model)")
    }

    @Test func whatAModelWritesIsReadByEveryKindOfCoder() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await make(chat, in: place)
          let early = try await place.run("code", "words", "-C", "study")
          #expect(early.status == 1)
          #expect(
            early.messages.contains(
              "words reads what llava says of description, and llava has coded nothing yet; run: codeframe code llava"
            ),
            "\(early.messages)")
          try await place.succeed("code", "llava", "-C", "study")
          let described = try await codings(of: "llava", in: place)
          #expect(described.count == 288)
          #expect(described.allSatisfy { $0["value"]?.text?.hasPrefix("IT SAYS ") == true })
          let asked = try #require(chat.calls.first?.question)
          #expect(asked.response_format == nil && asked.text.contains("Describe the post: "))

          for coder in ["words", "grouped", "joined", "t5", "again"] {
            let coded = try await place.succeed("code", coder, "-C", "study")
            #expect(coded.messages.contains("288"), "\(coder): \(coded.messages)")
          }
          let board = try JSONValue(
            parsing: try await place.succeed("evaluate", "-C", "study", "--json").bytes)
          let rows = board["leaderboard"]?.items ?? []
          func figure(_ coder: String) -> Double? {
            rows.first { $0["coder"]?["name"]?.text == coder }?["figure"]?["value"]?.number
          }
          // The captions tell the topic, and the descriptions repeat them.
          #expect(try #require(figure("words")) > 0.8 && (try #require(figure("joined"))) > 0.5)
          let prompt = try await place.succeed(
            "prompt", "again", "-C", "study", "--post", try #require(described[0]["post_id"]?.text))
          #expect(
            prompt.output.contains("llava.description") && prompt.output.contains("IT SAYS"),
            "\(prompt.output)")

          // What is described anew is learned and coded anew.
          let settled = try await place.succeed("code", "words", "-C", "study")
          #expect(
            settled.messages.contains("nothing") || settled.messages.contains("has coded"),
            "\(settled.messages)")
          let file = try place.text("study/codeframe.yaml")
          try place.write(
            file.replacing("Describe the post:", with: "Describe the post: so,"), to: "study/codeframe.yaml")
          try await place.succeed("code", "llava", "-C", "study")
          let anew = try await place.succeed("code", "words", "-C", "study")
          #expect(anew.messages.contains("training it first"), "\(anew.messages)")

          // It is forgotten with the post.
          let post = try #require(described[0]["post_id"]?.text)
          let said = try #require(described[0]["value"]?.text)
          #expect(try place.bytes(said, occurIn: "study"))
          try await place.succeed("forget", "-C", "study", post, "--yes")
          #expect(try !place.bytes(said, occurIn: "study"))
        }
      }
    }

    @Test func descriptionsAreCodingsAndTextsAreCompared() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await make(chat, in: place)
          try await place.succeed("code", "two", "-C", "study")
          let two = try await codings(of: "two", in: place)
          let texts = two.filter { $0["variable"]?.text == "description" }
          #expect(texts.count == 288 && texts.contains { $0["value"]?.text == "A picture in colour." })
          #expect(two.contains { $0["variable"]?.text == "light" && $0["value"]?.text == "day" })

          #expect(
            try await place.run("code", "chosen", "-C", "study").messages.contains("codeframe extract labels")
          )
          try await place.succeed("extract", "labels", "-C", "study")
          try await place.succeed("code", "chosen", "-C", "study")
          #expect(try await codings(of: "chosen", in: place).contains { $0["status"]?.text == "coded" })

          let posts = texts.prefix(4).compactMap { $0["post_id"]?.text }
          let said = [
            ["a dog on a beach", "rain in a town", "two children play", "A meal."],
            ["a dog at the beach", "a town in rain", "nobody is there", "a  meal."],
          ]
          let lines = zip(["anna", "ben"], said).flatMap { person, texts in
            zip(posts, texts).map { "\($0),\(person),description,\($1)\n" }
          }
          try place.write("post_id,coder,variable,value\n" + lines.joined(), to: "people.csv")
          try await place.succeed("import", "codings", "people.csv", "-C", "study", "--kind", "person")
          let agreement = try await place.succeed("agreement", "-C", "study", "--variable", "description")
          #expect(agreement.output.contains("description (text): anna, ben"), "\(agreement.output)")
          #expect(
            agreement.output.contains("mean similarity of texts (hashed-terms-1024)"), "\(agreement.output)")
          #expect(agreement.output.contains("same text") && agreement.output.contains("(cosine)"))
          let compared = try await place.succeed("evaluate", "-C", "study", "--gold", "anna", "--json")
          let row = try JSONValue(parsing: compared.bytes)["variables"]?.items
            .first { $0["variable"]?.text == "description" }?["validity"]?.items
            .first { $0["coder"]?["name"]?.text == "ben" }
          #expect(
            row?["figures"]?["validity"]?["exactMatch"]?.number == 0.25, "\(compared.output.prefix(3000))")
          #expect(try #require(row?["figures"]?["validity"]?["meanSimilarity"]?.number) > 0.4)
          try await place.succeed("report", "-C", "study", "-o", "report.html")
          #expect(try place.text("report.html").contains("A picture in colour."))
        }
      }
    }
  }
}
