import Foundation
import HTTP
import LocalChat
import Testing

@testable import Prompting

@Suite("Transcription")
struct TranscriptionClientTests {
  /// A server, a client and a file that begins as MP3 does.
  private func with(
    _ conduct: ChatConduct = ChatConduct(), model: String = "whisper-1", language: String? = "de",
    _ body: (LocalChat, TranscriptionClient, URL) async throws -> Void
  ) async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).mp3")
    try Data([0xff, 0xfb] + Array(repeating: 0, count: 300_000)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try await LocalChat(conduct, say: { _ in "" }).run { chat in
      try await HTTPTransport.with(userAgent: "codeframe/test", environment: [:]) { transport in
        let endpoint = ChatEndpoint(
          address: try EndpointAddress(chat.endpoint),
          key: try EndpointKey(variable: "TEST_KEY", environment: ["TEST_KEY": ChatBench.secret]),
          transport: transport)
        try await body(
          chat,
          TranscriptionClient(
            endpoint: endpoint, model: model, language: language, retries: ChatBench.retries),
          file)
      }
    }
  }

  @Test func theWordsComeBack() async throws {
    try await with { chat, client, file in
      let words = try await client.words(in: file)
      #expect(words == "whisper-1 hears de")
      let call = try #require(chat.calls.first)
      #expect(call.uri == "/v1/audio/transcriptions" && call.method == "POST")
      #expect(call.fields["authorization"] == "Bearer \(ChatBench.secret)")
      #expect(call.body.count > 300_000)
    }
    try await with(language: nil) { _, client, file in
      let words = try await client.words(in: file)
      #expect(words == "whisper-1 hears something")
    }
  }

  @Test func aBusyServerIsAskedAgainAndABrokenConnectionIsNot() async throws {
    try await with { chat, client, file in
      chat.fail(.crowded(retryAfter: 0), .status(503))
      let words = try await client.words(in: file)
      #expect(words == "whisper-1 hears de")
      #expect(chat.calls.count == 3)
      chat.fail(.hangUp)
      await #expect(throws: EndpointProblem.self) { try await client.words(in: file) }
      #expect(chat.calls.count == 4)
    }
  }

  @Test func refusalsAreInTheEndpointsWords() async throws {
    var strange = ChatConduct()
    strange.keys = ["another"]
    try await with(strange) { _, client, file in
      let problem = await #expect(throws: EndpointProblem.self) { try await client.words(in: file) }
      guard case .keyRefused = problem else { throw problem ?? .badAddress }
      #expect(problem?.description.contains(ChatBench.secret) == false)
    }
    var other = ChatConduct()
    other.models = ["other"]
    try await with(other) { _, client, file in
      let problem = await #expect(throws: EndpointProblem.self) { try await client.words(in: file) }
      #expect(problem?.description.contains("whisper-1") == true)
    }
    try await with { chat, client, file in
      for text in ["{}", "<html>", "[1]", "{\"text\": 3}"] {
        chat.fail(.body(text))
        await #expect(throws: EndpointProblem.self, "\(text)") { try await client.words(in: file) }
      }
      chat.fail(.status(402, message: "You exceeded your current quota", code: "insufficient_quota"))
      let problem = await #expect(throws: EndpointProblem.self) { try await client.words(in: file) }
      guard case .quotaSpent = problem else { throw problem ?? .badAddress }
    }
  }
}
