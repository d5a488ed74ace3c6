import Foundation
import HTTP
import LocalChat
import Testing

@testable import Prompting

struct ChatReplyWireTests {
  private func reply(_ text: String) -> ChatReply? {
    WireValue(text.utf8).flatMap { ChatReply.reading($0, latency: 1) }
  }

  @Test func contentInParts() {
    let reply = reply(
      #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"output_text","text":"b"}, 7]}}]}"#
    )
    #expect(reply?.text == "ab" && reply?.finish == nil && reply?.usage == TokenUsage())
  }

  @Test func refusalsInParts() {
    let reply = reply(#"{"choices":[{"message":{"content":[{"type":"refusal","refusal":"No."}]}}]}"#)
    #expect(reply?.refusal == "No." && reply?.text == "")
  }

  @Test func cachedTokensAndProbabilities() {
    let reply = reply(
      #"""
      {"choices":[{"message":{"content":"x"},"finish_reason":"length","logprobs":{"content":[
        {"token":"x","logprob":1e-9},{"token":"y","logprob":-2.5},{"token":3,"logprob":-1},{"token":"z"}]}}],
       "usage":{"prompt_tokens":10,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":8}}}
      """#)
    #expect(reply?.usage == TokenUsage(prompt: 10, cached: 8, completion: 2))
    #expect(
      reply?.tokens == [
        TokenProbability(token: "x", logarithm: 0), TokenProbability(token: "y", logarithm: -2.5),
      ])
    #expect(reply?.finish == "length")
  }

  @Test(arguments: [
    "", "null", "[]", "7", #""text""#, "{}", #"{"choices":{}}"#, #"{"choices":[]}"#, #"{"choices":[7]}"#,
    #"{"choices":[{"message":"text"}]}"#, #"{"choices":[{"message":{"content":"a"}"#, "{\"choices\":[\u{0}]}",
  ])
  func noCompletions(text: String) {
    #expect(reply(text) == nil)
  }

  @Test func hostileNumbers() {
    for number in ["-1", "1e300", "0.5", "99999999999999999999999999", "true", "\"7\"", "null", "[]"] {
      let reply = reply(
        #"{"choices":[{"message":{"content":"a"}}],"usage":{"prompt_tokens":\#(number),"completion_tokens":1}}"#
      )
      #expect((reply?.usage.prompt ?? 0) <= 1, "\(number)")
    }
  }

  @Test func deepNestingDoesNotCrash() {
    let deep = String(repeating: "[", count: 200_000)
    #expect(reply(deep) == nil)
    #expect(reply(#"{"choices":[{"message":{"content":"# + deep) == nil)
  }

  @Test func aReplyThatIsTooLong() async throws {
    try await ChatBench.with { bench in
      bench.chat.fail(.body(String(repeating: " ", count: ChatEndpoint.longestReply + 1)))
      guard case .failure(let unanswered) = try await bench.ask() else {
        Issue.record("it was read")
        return
      }
      #expect(unanswered.reason.code == .invalidAnswer)
    }
  }

  @Test(arguments: [
    (#"{"error":{"message":"M","code":"c","param":"p"}}"#, "M", "c", "p"),
    (#"{"error":"M"}"#, "M", nil, nil), (#"{"detail":"M"}"#, "M", nil, nil),
    (#"{"object":"error","message":"M","code":40001}"#, "M", nil, nil),
    (#"{"detail":[{"loc":["body","logprobs"],"msg":"M"}]}"#, "M", nil, "logprobs"),
    ("<html>\n M </html>", "<html> M </html>", nil, nil), ("", "status 400", nil, nil),
  ])
  func refusals(body: String, message: String, code: String?, parameter: String?) {
    let refusal = EndpointRefusal(body: Array(body.utf8), status: 400, key: nil)
    #expect(refusal.message == message && refusal.code == code && refusal.parameter == parameter)
  }

  @Test func longRefusalsAreCut() {
    let refusal = EndpointRefusal(body: [UInt8](repeating: 65, count: 1 << 20), status: 400, key: nil)
    #expect(refusal.message.count == EndpointRefusal.longestMessage)
  }
}
