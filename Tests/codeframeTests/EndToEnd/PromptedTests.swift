import Foundation
import LocalChat
import Testing

extension EndToEnd {
  /// Prompted coders, asked over real HTTP of a server on this machine that answers from what it is shown.
  struct PromptedTests {
    private static let codebook = """
      study: Protest
      variables:
        - name: protest
          type: boolean
          definition: Whether a protest is shown.
        - name: kind
          type: category
          applies-when: {protest: [true]}
          categories: [{name: march, definition: People walk.}, {name: vigil}, {name: Other}]
          other: true

      """

    /// Posts of which every other speaks of a march, which is a protest.
    private static func posts(_ count: Int) -> String {
      "id,caption,author,secret\n"
        + (1...count).map { number in
          let caption = number % 2 == 0 ? "a march number \(number)" : "a lake number \(number)"
          return "p\(number),\(caption),account\(number),hidden\(number)\n"
        }.joined()
    }

    /// What a model would say: it reads the caption between the fences.
    static func answer(_ question: ChatCall.Question) -> String {
      question.text.contains("a march number")
        ? #"{"protest": true, "kind": "march", "kind_other": null}"#
        : #"{"protest": false, "kind": null, "kind_other": null}"#
    }

    private func study(at endpoint: String, _ keys: String = "", posts: Int = 20, in place: Workplace)
      async throws
    {
      let coder =
        "  - {name: gpt, kind: prompted, endpoint: \"\(endpoint)\", model: tiny, uses: [caption]\(keys)}\n"
      try place.write(Self.codebook + "coders:\n" + coder, to: "study/codeframe.yaml")
      try place.write(Self.posts(posts), to: "posts.csv")
      try await place.succeed("init", "study")
      try await place.succeed("import", "posts", "-C", "study", place.url("posts.csv").path)
    }

    private func codings(in place: Workplace) async throws -> [JSONValue] {
      try JSONValue.lines(
        try await place.succeed(
          "export", "codings", "-C", "study", "--coder", "gpt", "--format", "jsonl"
        ).bytes)
    }

    @Test func everyPostIsAskedOnceAndNothingTwice() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, in: place)
          let dry = try await place.succeed("code", "-C", "study", "gpt", "--dry-run")
          #expect(dry.output.contains("20 requests would be sent to tiny at \(chat.endpoint)"))
          #expect(chat.chats.isEmpty)

          let coded = try await place.succeed("code", "-C", "study", "gpt")
          #expect(coded.messages.contains("30 coded, 10 abstained, 0 failed"), "\(coded.messages)")
          #expect(chat.chats.count == 20)
          let codings = try await codings(in: place)
          #expect(codings.count == 40)
          let marches = codings.filter { $0["value"] == .text("march") }
          #expect(marches.count == 10)
          #expect(marches.first?["details"]?["prompt_tokens"]?.text != nil)
          let excluded = codings.filter {
            $0["variable"] == .text("kind") && $0["status"] == .text("abstained")
          }
          #expect(excluded.allSatisfy { $0["reason"]?.text?.hasPrefix("not-applicable") == true })

          let again = try await place.succeed("code", "-C", "study", "gpt")
          #expect(again.messages.contains("nothing to do"))
          let fresh = try await place.succeed("code", "-C", "study", "gpt", "--fresh")
          #expect(fresh.messages.contains("30 coded"), "\(fresh.messages)")
          #expect(chat.chats.count == 40)
        }
      }
    }

    /// The same requests by another coder are answered from what was paid.
    @Test func anotherCoderWithTheSameRequestCostsNothing() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, in: place)
          try await place.succeed("code", "-C", "study", "gpt")
          let file = try place.text("study/codeframe.yaml")
          try place.write(
            file
              + file.split(separator: "\n").filter { $0.contains("name: gpt") }.joined()
              .replacingOccurrences(of: "name: gpt", with: "name: twin") + "\n", to: "study/codeframe.yaml")
          let dry = try await place.succeed("code", "-C", "study", "twin", "--dry-run")
          #expect(dry.output.contains("0 requests would be sent"))
          #expect(dry.output.contains("20 were answered before"))
          let twin = try await place.succeed("code", "-C", "study", "twin")
          #expect(twin.messages.contains("30 coded"))
          #expect(chat.chats.count == 20)
        }
      }
    }

    @Test func onlyWhatIsListedIsSentAndTheKeyIsKeptNowhere() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, ", key-from: CODEFRAME_TEST_KEY", in: place)
          let without = try await place.run("code", "-C", "study", "gpt")
          #expect(without.status == 1)
          #expect(without.messages.contains("CODEFRAME_TEST_KEY"))
          var program = place.codeframe
          program.environment["CODEFRAME_TEST_KEY"] = "sk-canary-8c1f"
          let outcome = try await program.run("code", "-C", "study", "gpt")
          #expect(outcome.status == 0, "\(outcome.messages)")
          #expect(!outcome.messages.contains("sk-canary"))
          #expect(try !place.bytes("sk-canary", occurIn: "study"))
          for call in chat.chats {
            #expect(call.fields["authorization"] == "Bearer sk-canary-8c1f")
            let body = String(decoding: call.body, as: UTF8.self)
            #expect(!body.contains("hidden") && !body.contains("account"))
          }
          let shown = try await place.succeed("prompt", "-C", "study", "gpt", "--post", "p2")
          #expect(shown.output.contains("a march number 2"))
          #expect(shown.output.contains("People walk."))
          #expect(!shown.output.contains("hidden2"))
        }
      }
    }

    @Test func aRefusedKeyStopsTheRunAtOnce() async throws {
      var conduct = ChatConduct()
      conduct.keys = ["right"]
      try await LocalChat(conduct, say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, ", key-from: CODEFRAME_TEST_KEY", in: place)
          var program = place.codeframe
          program.environment["CODEFRAME_TEST_KEY"] = "wrong-canary"
          let refused = try await program.run("code", "-C", "study", "gpt")
          #expect(refused.status == 1)
          #expect(refused.messages.contains("CODEFRAME_TEST_KEY"), "\(refused.messages)")
          #expect(!refused.messages.contains("wrong-canary"))
          #expect(chat.chats.count == 1)
        }
      }
    }

    /// Each price is a cent for each token that goes in, so that the budget is passed after some posts.
    @Test func aBudgetStopsUnderItAndALargerOneGoesOn() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, ", max-tokens: 100", in: place)
          let unknown = try await place.run("code", "-C", "study", "gpt", "--limit", "1")
          #expect(unknown.status == 0)
          try place.write(
            #"{"date": "2026-11-21", "source": "ours", "entries": [{"model": "tiny", "input": 1000, "output": 1000}]}"#,
            to: "study/prices.json")
          let stopped = try await place.run(
            "code", "-C", "study", "gpt", "--budget", "5", "--concurrency", "2")
          #expect(stopped.status == 1)
          #expect(stopped.messages.contains("the budget of $5.00 is used"), "\(stopped.messages)")
          let cost = try await spent(in: place)
          #expect(cost > 0 && cost <= 5)
          let asked = chat.chats.count
          #expect(asked < 20)
          let interrupted = try JSONValue(
            parsing: try await place.succeed("runs", "-C", "study", "--json").bytes
          ).items.first { $0["state"] == .text("interrupted") }
          #expect(abs((interrupted?["tally"]?["cost"]?.number ?? 0) - cost) < 1e-9)
          // What the interrupted run has spent counts when it goes on.
          let same = try await place.run("code", "-C", "study", "gpt", "--budget", "5")
          #expect(same.status == 1, "\(same.messages)")
          #expect(chat.chats.count == asked)
          let batch = try await place.run("code", "-C", "study", "gpt", "--batch", "--budget", "0.01")
          #expect(batch.status == 1)
          #expect(batch.messages.contains("paid as a whole"), "\(batch.messages)")
          let rest = try await place.run("code", "-C", "study", "gpt", "--budget", "1000")
          #expect(rest.status == 0, "\(rest.messages)")
          #expect(chat.chats.count == 20)
          #expect(Set(chat.counts.values) == [1])
          #expect(try await codings(in: place).count == 40)
          let runs = try await place.succeed("runs", "-C", "study")
          #expect(runs.output.contains("per 1,000 posts"))
        }
      }
    }

    private func spent(in place: Workplace) async throws -> Double {
      try await codings(in: place).compactMap { $0["cost_usd"]?.number }.reduce(0, +)
    }

    /// Killed again and again: each question comes once, but for those that were under way.
    @Test func killsCostNoMoreThanWhatWasUnderWay() async throws {
      let (posts, concurrency) = (60, 4)
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, posts: posts, in: place)
          var kills = 0
          for round in 1...10 {
            let program = try place.codeframe.start(
              ["code", "-C", "study", "gpt", "--concurrency", "\(concurrency)"])
            while chat.answered < round * 5, program.isRunning { await Task.yield() }
            if program.isRunning {
              program.send(SIGKILL)
              kills += 1
            }
            _ = try await program.outcome()
          }
          #expect(kills >= 5)
          let outcome = try await place.codeframe.run("code", "-C", "study", "gpt")
          #expect(outcome.status == 0, "\(outcome.messages)")
          #expect(try await codings(in: place).count == 2 * posts)
          #expect(chat.counts.count == posts)
          #expect(chat.chats.count <= posts + kills * concurrency)
          print("\(kills) kills, \(posts) posts, \(chat.chats.count) requests seen")
        }
      }
    }

    @Test func aBatchIsHandedInAndTakenLater() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, in: place)
          let handedIn = try await place.run("code", "-C", "study", "gpt", "--batch")
          #expect(handedIn.status == 0, "\(handedIn.messages)")
          #expect(handedIn.messages.contains("handed in 19 requests as the batch"), "\(handedIn.messages)")
          let early = try await place.run("code", "-C", "study", "gpt")
          #expect(early.messages.contains("of 19 requests answered"), "\(early.messages)")
          #expect(try await codings(in: place).count == 2)
          let later = try await place.run("code", "-C", "study", "gpt")
          #expect(later.status == 0, "\(later.messages)")
          #expect(try await codings(in: place).count == 40)
          #expect(chat.chats.count == 1)
        }
      }
    }

    /// Two processes that hand in at once would pay for the same answers twice; a batch leaves no run.
    @Test func aBatchIsHandedInByOneProcess() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, in: place)
          chat.fail(.held)
          let first = try place.codeframe.start(["code", "-C", "study", "gpt", "--batch"])
          await chat.waitUntilHeld()
          let second = try await place.run("code", "-C", "study", "gpt", "--batch")
          #expect(second.status == 1)
          #expect(second.messages.contains("gpt is running already"), "\(second.messages)")
          chat.release()
          #expect(try await first.outcome().status == 0)
          let runs = try await place.succeed("runs", "-C", "study", "--json")
          #expect(runs.output.allSatisfy { "[] \n".contains($0) }, "\(runs.output)")
          _ = try await place.succeed("code", "-C", "study", "gpt")
          let later = try await place.run("code", "-C", "study", "gpt")
          #expect(later.status == 0, "\(later.messages)")
          #expect(try await codings(in: place).count == 40)
        }
      }
    }

    @Test func anotherMachineNeedsTrustAndConsent() async throws {
      try await Workplace.with { place in
        try await study(at: "http://192.0.2.1:9/v1", in: place)
        var program = place.codeframe
        program.environment["XDG_CONFIG_HOME"] = place.url("config").path
        let first = try await program.run("code", "-C", "study", "gpt")
        #expect(first.status == 1)
        #expect(first.messages.contains("http://192.0.2.1:9/v1"))
        #expect(first.messages.contains("--trust-endpoint"))
        let trusted = try await program.run("code", "-C", "study", "gpt", "--trust-endpoint")
        #expect(trusted.status == 1)
        #expect(trusted.messages.contains("cost: unknown"), "\(trusted.messages)")
        #expect(trusted.messages.contains("--yes"))
        let again = try await program.run("code", "-C", "study", "gpt")
        #expect(!again.messages.contains("--trust-endpoint"))
        let budget = try await program.run("code", "-C", "study", "gpt", "--budget", "1", "--yes")
        #expect(budget.status == 1)
        #expect(budget.messages.contains("prices.json"), "\(budget.messages)")
        #expect(try place.text("config/codeframe/trusted-endpoints.json").contains("192.0.2.1"))
      }
    }

    /// A comment in the file, as a camera's place would be, stays at home.
    @Test func picturesLeaveSmallAndWithoutMetadata() async throws {
      try await LocalChat(say: Self.answer).run { chat in
        try await Workplace.with { place in
          try await study(at: chat.endpoint, ", longest-side: 64, detail: low", in: place)
          let file = try place.text("study/codeframe.yaml").replacingOccurrences(
            of: "uses: [caption]", with: "uses: [image]")
          try place.write(file, to: "study/codeframe.yaml")
          var picture = try Data(contentsOf: URL(fileURLWithPath: SampleStudy.path("images/p018.jpg")))
          let canary = Data("46.07 N, 11.12 E canary".utf8)
          picture.insert(contentsOf: [0xFF, 0xFE, 0, UInt8(canary.count + 2)] + canary, at: 2)
          try place.write(picture, to: "photo.jpg")
          try place.write("id,image\nnew,photo.jpg\nbroken,posts.csv\n", to: "more.csv")
          try await place.succeed("import", "posts", "-C", "study", place.url("more.csv").path)
          let coded = try await place.succeed("code", "-C", "study", "gpt")
          #expect(coded.messages.contains("unreadable"), "\(coded.messages)")
          #expect(coded.messages.contains("no-picture"))
          let sent = try #require(chat.chats.first?.question?.messages.last?.pictures.first)
          #expect(chat.chats.count == 1)
          let start = "data:image/jpeg;base64,"
          #expect(sent.hasPrefix(start))
          let bytes = try #require(Data(base64Encoded: String(sent.dropFirst(start.count))))
          #expect(bytes.prefix(2) == Data([0xFF, 0xD8]))
          #expect(bytes.count < 6000)
          #expect(bytes.range(of: Data("canary".utf8)) == nil)
          let shown = try await place.succeed("prompt", "-C", "study", "gpt", "--post", "new")
          #expect(shown.output.contains("[picture 1: image/jpeg 64 x "))
        }
      }
    }

    @Test func goldIsWrittenAsTrainingExamples() async throws {
      try await Workplace.with { place in
        try await study(at: "http://127.0.0.1:9/v1", in: place)
        let gold = (1...12).map { "p\($0),gold,protest,\($0 % 2 == 0)" } + ["p2,gold,kind,march"]
        try place.write("id,coder,variable,value\n" + gold.joined(separator: "\n") + "\n", to: "gold.csv")
        try await place.succeed("import", "codings", "-C", "study", place.url("gold.csv").path)
        let export = try await place.succeed(
          "export", "codings", "-C", "study", "--format", "chat-finetune", "--coder", "gpt")
        let examples = try JSONValue.lines(export.bytes)
        #expect(examples.count == 12)
        let second = try #require(
          examples.map { $0["messages"]?.items ?? [] }.first {
            $0.dropFirst().first?["content"]?.text?.contains("a march number 2") == true
          })
        #expect(second.compactMap { $0["role"]?.text } == ["system", "user", "assistant"])
        let answer = try JSONValue(parsing: Data((second.last?["content"]?.text ?? "").utf8))
        #expect(answer["protest"] == .boolean(true))
        #expect(answer["kind"] == .text("march"))
        let without = try await place.run("export", "codings", "-C", "study", "--format", "chat-finetune")
        #expect(without.status == 64)
      }
    }

    @Test func optionsOfPromptedCodersFitNoOthers() async throws {
      try await Workplace.with { place in
        try await SampleStudy.copyTrained(to: "study", in: place)
        let outcome = try await place.run("code", "-C", "study", "probe", "--budget", "1")
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("asks no endpoint"))
      }
    }
  }
}
