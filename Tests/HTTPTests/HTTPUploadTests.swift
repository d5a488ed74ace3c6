import Foundation
import LocalHub
import Testing

@testable import HTTP

struct HTTPUploadTests {
  @Test(arguments: [0, 1, 1 << 18, 1_000_003])
  func aFileBetweenTwoTexts(count: Int) async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: file)
    try await LocalHub.with { hub in
      try await HTTPTransport.with(userAgent: "codeframe/1", environment: [:]) { transport in
        var request = HTTPRequest(.post, url: try #require(URL(string: hub.endpoint + "/echo")))
        request.upload = HTTPUpload(head: [1, 2], file: file, tail: [3])
        let response = try await transport.send(request)
        let echo = try await response.body.collect(limit: 2 << 20)
        #expect(echo == [1, 2] + bytes + [3])
        #expect(hub.requests.first?.fields["content-length"] == "\(count + 3)")
      }
    }
  }

  @Test func aFileThatIsNotThere() async throws {
    try await HTTPTransport.with(userAgent: "codeframe/1", environment: [:]) { transport in
      var request = HTTPRequest(.post, url: try #require(URL(string: "http://127.0.0.1:9/")))
      request.upload = HTTPUpload(file: URL(fileURLWithPath: "/nowhere/at/all"))
      await #expect(throws: HTTPFailure.self) { try await transport.send(request) }
    }
  }
}
