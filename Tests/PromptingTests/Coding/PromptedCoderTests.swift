import ContentCoding
import Synchronization
import Testing

@testable import Prompting

struct PromptedCoderTests {
  private static let post = Post(id: "1", text: "Hello", media: [Media(path: "1.jpg")])

  private static func coder(
    _ correspondent: any ChatClient, variables: [Variable] = [Sample.genre, Sample.protest],
    change: (inout PromptedParameters) -> Void = { _ in },
    onWarning: @escaping @Sendable (String) -> Void = { _ in }
  ) -> PromptedCoder {
    var parameters = Sample.parameters
    change(&parameters)
    return PromptedCoder(
      name: "p", variables: variables, parameters: parameters, correspondent: correspondent,
      pictures: NamedPictures(), onWarning: onWarning)
  }

  private static let good = #"{"genre": "meme", "genre_other": null, "protest": true}"#

  private static func answers(of coder: PromptedCoder, post: Post = post) async throws -> [Answer] {
    try await coder.code([post], with: NoFeatures()).map(\.answer)
  }

  @Test func aWrongAnswerIsAskedAgainWithTheError() async throws {
    let script = ScriptedCorrespondent("no idea", #"{"genre": "memes", "protest": true}"#, Self.good)
    let answers = try await Self.answers(of: Self.coder(script))
    #expect(answers.map(\.value) == [.category("meme"), .boolean(true)])
    let requests = script.asked.map(\.request)
    #expect(Set(requests).count == 3)
    #expect(requests.map(\.messages.count) == [2, 4, 6])
    #expect(
      requests[2].messages.suffix(2) == [
        ChatMessage(.assistant, #"{"genre": "memes", "protest": true}"#),
        ChatMessage(
          .user,
          """
          That is no valid answer:
          - `genre` is "memes"; accepted: one of meme, Cartoon, Other
          Answer again with the whole JSON object and nothing else.
          """),
      ])
    // Three requests at one cent, shared by two variables.
    #expect(abs(answers.compactMap(\.cost).reduce(0, +) - 0.03) < 1e-12)
    #expect(answers[0].details["requests"] == "3")
  }

  @Test func afterThreeWrongAnswersItFailsWithTheReply() async throws {
    let long = String(repeating: "x", count: 5000)
    let script = ScriptedCorrespondent("a", "b", long)
    let answers = try await Self.answers(of: Self.coder(script))
    #expect(script.asked.count == 3)
    for answer in answers {
      #expect(answer.status == .failed)
      #expect(answer.reason == Reason(.invalidAnswer, "the reply holds no JSON object"))
      #expect(answer.details["reply"] == String(long.prefix(4000)))
      #expect(abs((answer.cost ?? 0) - 0.015) < 1e-12)
    }
  }

  @Test func aReplyThatIsCutOffSaysSo() async throws {
    let cut = Result<ChatReply, Unanswered>.success(ChatReply(text: #"{"genre": "me"#, finish: "length"))
    let script = ScriptedCorrespondent([cut, cut, cut])
    let answers = try await Self.answers(of: Self.coder(script))
    #expect(
      answers[0].reason?.message
        == "the reply was cut off after 1000 tokens (raise `max-tokens`); the JSON object is not complete")
    #expect(answers[0].cost == nil)
    guard case .text(let said)? = script.asked[1].request.messages.last?.parts.first else {
      Issue.record("nothing was said")
      return
    }
    #expect(said.contains("the reply was cut off after 1000 tokens: be shorter"))
  }

  @Test(arguments: [
    (ChatReply(text: "", refusal: "I do not code people."), "I do not code people."),
    (ChatReply(text: "", finish: "content_filter"), "the endpoint's content filter stopped the answer"),
    (ChatReply(text: "I’m sorry, I can't help with that."), "I’m sorry, I can't help with that."),
  ])
  func aRefusalIsAnAbstention(reply: ChatReply, words: String) async throws {
    let script = ScriptedCorrespondent([.success(reply)])
    let answers = try await Self.answers(of: Self.coder(script))
    #expect(answers.allSatisfy { $0.status == .abstained && $0.reason == Reason(.refused, words) })
    #expect(script.asked.count == 1)
  }

  @Test func sorryInAnAnswerIsNoRefusal() async throws {
    let script = ScriptedCorrespondent("Sorry, here it is: " + Self.good)
    #expect(try await Self.answers(of: Self.coder(script))[0].value == .category("meme"))
  }

  @Test func aRequestWithoutReplyKeepsItsReason() async throws {
    let gone = ScriptedCorrespondent([.failure(Unanswered(Reason(.network, "no answer after 6 tries")))])
    #expect(
      try await Self.answers(of: Self.coder(gone))[0] == .failed(Reason(.network, "no answer after 6 tries")))
    let refused = ScriptedCorrespondent([.failure(Unanswered(Reason(.refused, "policy")))])
    #expect(try await Self.answers(of: Self.coder(refused))[0] == .abstained(Reason(.refused, "policy")))
  }

  @Test func whatStopsTheRunIsThrownAfterWhatWasUnderWay() async throws {
    let finished = Mutex<[String]>([])
    let script = ScriptedCorrespondent(Self.good, Self.good, Self.good)
    let coder = PromptedCoder(
      name: "p", variables: [Sample.genre, Sample.protest], parameters: Sample.parameters,
      correspondent: script,
      pictures: NamedPictures(), concurrency: 2,
      onAnswer: { codings in finished.withLock { $0 += codings.map(\.postID) } })
    let posts = (0..<50).map { Post(id: "\($0)", text: "text") }
    await #expect(throws: RunStopped.self) { try await coder.code(posts, with: NoFeatures()) }
    #expect(finished.withLock { $0.count } == 6)
    // Nothing is begun after the error but what was under way.
    #expect(script.asked.count <= 5)
  }

  @Test func detailsTellWhoAnsweredAndWhatItTook() async throws {
    let reply = ChatReply(
      text: #"{"rationale": "words on a picture", "genre": "Meme", "protest": false, "mood": 3}"#,
      finish: "stop",
      model: "m-2", fingerprint: "fp", usage: TokenUsage(prompt: 100, cached: 60, completion: 9),
      latency: 1.25,
      cost: 0.5)
    let coder = Self.coder(ScriptedCorrespondent([.success(reply)])) { $0.wantsRationale = true }
    let answers = try await Self.answers(of: coder)
    #expect(
      answers[0]
        == .coded(
          .category("meme"), cost: 0.25,
          details: [
            "rationale": "words on a picture", "mended": "genre: \"Meme\"", "ignored": "mood", "model": "m-2",
            "fingerprint": "fp", "prompt_tokens": "100", "cached_tokens": "60", "completion_tokens": "9",
            "seconds": "1.25",
          ]))
  }

  @Test func aPriceThatIsUnknownIsNotZero() async throws {
    let known = ChatReply(text: "?", cost: 0.5)
    let unknown = ChatReply(text: Self.good)
    let script = ScriptedCorrespondent([.success(known), .success(unknown)])
    #expect(try await Self.answers(of: Self.coder(script)).allSatisfy { $0.cost == nil })
  }

  @Test func aChangedModelIsToldOnce() async throws {
    let said = Mutex<[String]>([])
    let replies = [("m-1", "f1"), ("m-1", "f1"), ("m-2", "f1"), ("m-2", "f2"), ("m-1", "f1"), ("m-2", "f2")]
      .map {
        Result<ChatReply, Unanswered>.success(ChatReply(text: Self.good, model: $0.0, fingerprint: $0.1))
      }
    let coder = Self.coder(
      ScriptedCorrespondent(replies), onWarning: { text in said.withLock { $0.append(text) } })
    for _ in replies { _ = try await Self.answers(of: coder) }
    #expect(
      said.withLock { $0 } == [
        "m is now answered by m-2, and was by another model before in this run",
        "the system behind m changed within this run: its fingerprint is now f2",
      ])
  }

  @Test func inASequenceTheFilterSavesTheQuestion() async throws {
    let script = ScriptedCorrespondent(#"{"protest": false}"#, #"{"anger": 0.5}"#)
    let coder = Self.coder(script, variables: [Sample.protest, Sample.violence, Sample.anger]) {
      $0.prompt = .sequence
    }
    let answers = try await Self.answers(of: coder)
    #expect(answers[0].value == .boolean(false))
    #expect(answers[1].reason == Reason(.notApplicable, "applies when protest is true"))
    #expect(answers[2].value == .number(0.5))
    let requests = script.asked.map(\.request)
    #expect(requests.count == 2)
    // The second question goes on from the first, and shows the pictures once.
    #expect(requests[1].messages.map(\.role) == [.system, .user, .assistant, .user])
    #expect(requests[1].messages[1] == requests[0].messages[1])
    #expect(requests[1].messages[2] == ChatMessage(.assistant, #"{"protest": false}"#))
  }

  @Test func aSequenceRemembersWhatTheModelSaid() async throws {
    let script = ScriptedCorrespondent(
      #"{"genre": "other", "genre_other": "a map", "why": "x"}"#, "?", "?", "?", #"{"anger": 1}"#)
    let coder = Self.coder(script, variables: [Sample.genre, Sample.protest, Sample.anger]) {
      $0.prompt = .sequence
    }
    let answers = try await Self.answers(of: coder)
    #expect(answers.map(\.status) == [.coded, .failed, .coded])
    // The question that was not answered is not spoken of again.
    let last = try #require(script.asked.last).request.messages
    #expect(last.map(\.role) == [.system, .user, .assistant, .user])
    #expect(last[2] == ChatMessage(.assistant, #"{"genre": "Other", "genre_other": "a map"}"#))
  }

  @Test func twoStepsDescribeThenClassify() async throws {
    let script = ScriptedCorrespondent("A crowd with flags.", Self.good)
    let coder = Self.coder(script) {
      $0.prompt = .twoStep
      $0.classifier = "small"
    }
    let answers = try await Self.answers(of: coder)
    #expect(answers[0].details["description"] == "A crowd with flags.")
    let requests = script.asked.map(\.request)
    #expect(requests.map(\.model) == ["m", "small"])
    #expect(requests[0].schema == nil && requests[1].schema != nil)
    let described = PromptPreview(requests[1]).description
    #expect(described.contains("A crowd with flags.") && described.contains("Hello"))
    #expect(!described.contains("[picture"))
    #expect(!PromptPreview(requests[0]).description.contains("Hello"))
  }

  @Test func repetitionsVote() async throws {
    let script = ScriptedCorrespondent(
      #"{"genre": "meme", "protest": true}"#, #"{"genre": "Cartoon", "protest": true}"#,
      #"{"genre": "Cartoon", "protest": true}"#)
    let coder = Self.coder(script) { $0.repetitions = 3 }
    let answers = try await Self.answers(of: coder)
    #expect(script.asked.map(\.repetition) == [0, 1, 2])
    #expect(Set(script.asked.map(\.request)).count == 1)
    #expect(answers.map(\.value) == [.category("Cartoon"), .boolean(true)])
    #expect(answers.map { $0.details["agreement"] } == ["0.6667", "1.0"])
  }
}
