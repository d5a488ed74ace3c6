import Foundation
import LocalChat
import Testing

@testable import Prompting

struct CapabilityTests {
  @Test func aServerThatTakesAll() async throws {
    try await ChatBench.with { bench in
      _ = try await bench.ask(schema: ChatBench.schema)
      let question = try #require(bench.chat.chats.first?.question)
      #expect(question.response_format?.type == "json_schema")
      #expect(question.temperature == 0 && question.max_tokens == 100 && question.logprobs == true)
      // The schema's keys keep their order.
      let body = String(decoding: bench.chat.chats[0].body, as: UTF8.self)
      let zebra = try #require(body.range(of: #""zebra""#))
      let ant = try #require(body.range(of: #""ant""#))
      #expect(zebra.lowerBound < ant.lowerBound)
      #expect(body.contains(#""strict":true"#))
    }
  }

  @Test(arguments: [false, true])
  func formsInWords(isTextOnly: Bool) async throws {
    var conduct = ChatConduct()
    conduct.forms = isTextOnly ? .textOnly : .objectOnly
    try await ChatBench.with(conduct) { bench in
      _ = try await bench.ask("1", schema: ChatBench.schema).get()
      let tries = bench.chat.chats.count
      #expect(tries == (isTextOnly ? 3 : 2))
      _ = try await bench.ask("2", schema: ChatBench.schema).get()
      #expect(bench.chat.chats.count == tries + 1)
      let question = try #require(bench.chat.chats.last?.question)
      #expect(question.response_format?.type == (isTextOnly ? nil : "json_object"))
      #expect(question.messages[0].role == "system" && question.text.contains(ChatBench.schema.json))
      #expect(question.lastText == "2")
    }
  }

  @Test func fieldsThatAreRefused() async throws {
    var conduct = ChatConduct()
    conduct.refusesMaxTokens = true
    conduct.refusesTemperature = true
    conduct.refusesLogProbabilities = true
    conduct.forms = .objectOnly
    let store = MemoryCapabilities()
    try await ChatBench.with(conduct, capabilities: store) { bench in
      // Many at once: one finds out, the others wait.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<20 {
          group.addTask { _ = try await bench.ask("\(number)", schema: ChatBench.schema).get() }
        }
        try await group.waitForAll()
      }
      #expect(bench.chat.chats.count == 24)
      let question = try #require(bench.chat.chats.last?.question)
      #expect(question.max_tokens == nil && question.max_completion_tokens == 100)
      #expect(question.temperature == nil && question.logprobs == nil)
      let known = store.capabilities(of: bench.chat.endpoint, model: "local")
      #expect(known?.form == .object && known?.length == .completionTokens)
    }
  }

  @Test func whatWasFoundOutIsRemembered() async throws {
    var conduct = ChatConduct()
    conduct.refusesMaxTokens = true
    try await ChatBench.with(conduct) { bench in
      _ = try await bench.ask("1").get()
      #expect(bench.chat.chats.count == 2)
      let parts = CachedChat.Parts(
        endpoint: bench.correspondence.endpoint, ledger: bench.ledger, capabilities: bench.capabilities)
      _ = try await CachedChat(parts).ask(ChatBench.request("2"), repetition: 0)
      #expect(bench.chat.chats.count == 3)
    }
  }

  @Test func picturesAreSentAsDataURLs() async throws {
    try await ChatBench.with { bench in
      let request = ChatRequest(
        model: "local",
        messages: [
          ChatMessage(
            .user,
            [
              .picture(ChatPicture(bytes: [0xFF, 0xD8, 0xFF], detail: "low")),
              .text("What is \"it\"?\n\u{1}"),
            ])
        ])
      let reply = try await bench.correspondence.ask(request, repetition: 0).get()
      #expect(reply.text == "re: What is \"it\"?\n\u{1}")
      let call = try #require(bench.chat.chats.first)
      #expect(call.question?.messages.last?.pictures == ["data:image/jpeg;base64,/9j/"])
      #expect(String(decoding: call.body, as: UTF8.self).contains(#""detail":"low""#))
    }
  }

  @Test func refusalsThatNameNoField() {
    let all = EndpointCapabilities()
    #expect(all.lowered(parameter: nil, message: "bad", sentSchema: true) == nil)
    #expect(all.lowered(parameter: "messages", message: "temperature", sentSchema: true) == nil)
    #expect(all.lowered(parameter: "response_format", message: "", sentSchema: false) == nil)
    // Whatever is refused, it ends.
    var left: EndpointCapabilities? = all
    var steps = 0
    while let some = left {
      left = some.lowered(
        parameter: nil, message: "logprobs temperature max_tokens max_completion_tokens response_format",
        sentSchema: true)
      steps += 1
    }
    #expect(steps == 7)
  }
}
