import Foundation
import Testing

@testable import Prompting

struct RequestKeyTests {
  private func key(_ request: ChatRequest, _ repetition: Int = 0, at text: String = "https://a/v1") throws
    -> RequestKey
  {
    RequestKey(endpoint: try EndpointAddress(text), request: request, repetition: repetition)
  }

  @Test func everythingThatMatters() throws {
    var all: [RequestKey] = []
    let base = ChatBench.request(schema: ChatBench.schema)
    all.append(try key(base))
    all.append(try key(base, 1))
    all.append(try key(base, at: "https://b/v1"))
    func changed(_ change: (inout ChatRequest) -> Void) throws {
      var request = base
      change(&request)
      all.append(try key(request))
    }
    try changed { $0.model = "other" }
    try changed { $0.temperature = 1 }
    try changed { $0.maxTokens = 101 }
    try changed { $0.schema?.json = "{}" }
    try changed { $0.schema = nil }
    try changed { $0.messages[1] = ChatMessage(.assistant, "hello") }
    try changed { $0.messages[1].parts = [.text("hel"), .text("lo")] }
    try changed { $0.messages[1].parts = [.picture(ChatPicture(bytes: [1]))] }
    try changed { $0.messages[1].parts = [.picture(ChatPicture(bytes: [2]))] }
    try changed { $0.messages[1].parts = [.picture(ChatPicture(bytes: [1], detail: "low"))] }
    #expect(Set(all).count == all.count)
    #expect(try key(base) == key(base))
  }

  /// The key stays the same from version to version, or all answers would be paid again.
  @Test func theKeyIsStable() throws {
    let request = ChatRequest(model: "m", messages: [ChatMessage(.user, "a/b")])
    #expect(
      try key(request).fingerprint.hex == "00626a134c7008c50d26cf6d1d0e38460934e714094647e2529c36c84b215909")
  }
}
