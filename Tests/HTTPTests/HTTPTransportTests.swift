import Foundation
import LocalHub
import Testing

@testable import HTTP

struct HTTPTransportTests {
  private static let repository = HubRepository(
    "owner/model", files: ["small.txt": .init("hello"), "large.bin": .large(3_000_000, seed: 1)])

  private func address(_ hub: LocalHub, _ path: String) throws -> URL {
    try #require(URL(string: hub.endpoint + path))
  }

  private func with<Result>(
    _ timeouts: HTTPTimeouts = HTTPTimeouts(), _ body: (LocalHub, HTTPTransport) async throws -> Result
  ) async throws -> Result {
    try await LocalHub.with(Self.repository) { hub in
      let transport = HTTPTransport(userAgent: "codeframe/1.2.3", timeouts: timeouts, environment: [:])
      let result = try await body(hub, transport)
      await transport.shutDown()
      return result
    }
  }

  @Test func requestAndAnswer() async throws {
    try await with { hub, transport in
      let response = try await transport.send(
        HTTPRequest(
          .post, url: try address(hub, "/echo"), fields: ["X-Test": "a b"], body: Array("ping".utf8)))
      #expect(response.status == 200)
      #expect(response.fields["x-method"] == "POST")
      #expect(response.contentLength == 4)
      #expect(try await response.body.collect(limit: 4) == Array("ping".utf8))
      let request = try #require(hub.requests.first)
      #expect(request.fields["user-agent"] == "codeframe/1.2.3")
      #expect(request.fields["accept-encoding"] == "identity")
      #expect(request.fields["x-test"] == "a b")
      #expect(request.fields["content-length"] == "4")
    }
  }

  /// But for those that nothing used for a while, which are closed.
  @Test func connectionsAreUsedAgain() async throws {
    try await with { hub, transport in
      var pauses: [Duration] = []
      var last = ContinuousClock.now
      for _ in 0..<5 {
        let response = try await transport.send(HTTPRequest(url: try address(hub, "/echo")))
        _ = try await response.body.collect(limit: 10)
        pauses.append(last.duration(to: .now))
        last = .now
      }
      #expect(hub.requests.count == 5)
      let ports = hub.requests.map(\.clientPort)
      for (place, pause) in pauses.enumerated().dropFirst() where pause < .seconds(10) {
        #expect(ports[place] == ports[place - 1])
      }
    }
  }

  @Test func redirectionsAreForTheCaller() async throws {
    try await with { hub, transport in
      let url = try address(hub, "/owner/model/resolve/main/large.bin")
      let response = try await transport.send(HTTPRequest(url: url))
      #expect(response.status == 302)
      #expect(response.redirection(from: url)?.absoluteString.hasPrefix(hub.cdn + "/cdn/") == true)
      let small = try address(hub, "/owner/model/resolve/main/small.txt")
      let relative = try await transport.send(HTTPRequest(url: small))
      #expect(relative.redirection(from: small)?.absoluteString.hasPrefix(hub.endpoint + "/api/") == true)
      #expect(hub.requests.allSatisfy { $0.server == .hub })
    }
  }

  @Test func aBodyInPieces() async throws {
    try await with { hub, transport in
      let url = try #require(URL(string: "\(hub.cdn)/cdn/owner/model/large.bin"))
      var bytes: [UInt8] = []
      for try await piece in try await transport.send(HTTPRequest(url: url)).body { bytes += piece }
      #expect(bytes == Self.repository.files["large.bin"]?.bytes)
      let rest = try await transport.send(HTTPRequest(url: url, fields: ["Range": "bytes=2999990-"]))
      #expect(rest.status == 206)
      #expect(try await rest.body.collect(limit: 10) == Array(bytes.suffix(10)))
    }
  }

  @Test func bodiesThatAreTooLong() async throws {
    try await with { hub, transport in
      let url = try #require(URL(string: "\(hub.cdn)/cdn/owner/model/large.bin"))
      let failure = await #expect(throws: HTTPFailure.self) {
        _ = try await transport.send(HTTPRequest(url: url)).body.collect(limit: 2_999_999)
      }
      #expect(failure?.cause == .tooLong(limit: 2_999_999))
    }
  }

  @Test func aConnectionThatBreaks() async throws {
    try await with { hub, transport in
      let url = try #require(URL(string: "\(hub.cdn)/cdn/owner/model/large.bin"))
      hub.fail("large.bin", .drop(after: 1000))
      let response = try await transport.send(HTTPRequest(url: url))
      let failure = await #expect(throws: HTTPFailure.self) {
        _ = try await response.body.collect(limit: 1 << 30)
      }
      #expect(failure?.cause == .connectionLost)
      #expect(failure?.host == "127.0.0.1")
    }
  }

  @Test func aServerThatFallsSilent() async throws {
    try await with(HTTPTimeouts(read: .milliseconds(50))) { hub, transport in
      let url = try #require(URL(string: "\(hub.cdn)/cdn/owner/model/large.bin"))
      hub.fail("large.bin", .hold(after: 1000))
      let failure = await #expect(throws: HTTPFailure.self) {
        _ = try await transport.send(HTTPRequest(url: url)).body.collect(limit: 1 << 30)
      }
      #expect(failure?.cause == .readTimeout)
    }
  }

  @Test(.timeLimit(.minutes(10))) func cancellationStopsATransferAtOnce() async throws {
    try await with { hub, transport in
      let url = try #require(URL(string: "\(hub.cdn)/cdn/owner/model/large.bin"))
      hub.fail("large.bin", .hold(after: 1000))
      let task = Task { try await transport.send(HTTPRequest(url: url)).body.collect(limit: 1 << 30) }
      await hub.waitUntilHeld()
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func nobodyListens() async throws {
    let hub = LocalHub()
    try await hub.start()
    let url = try #require(URL(string: hub.endpoint + "/echo"))
    await hub.stop()
    let transport = HTTPTransport(userAgent: "codeframe/1", environment: [:])
    let failure = await #expect(throws: HTTPFailure.self) { try await transport.send(HTTPRequest(url: url)) }
    #expect(failure?.cause == .refused)
    #expect(failure?.isUnreachable == true)
    #expect(failure?.description == "127.0.0.1 refused the connection: nothing listens there")
    await transport.shutDown()
    let after = await #expect(throws: HTTPFailure.self) { try await transport.send(HTTPRequest(url: url)) }
    #expect(after?.cause == .other("Already shutdown"))
  }

  @Test func namesWithoutAddress() async throws {
    let transport = HTTPTransport(userAgent: "codeframe/1", environment: [:])
    // No label of a name is longer than 63 letters, which the resolver knows without asking anyone.
    let host = "\(String(repeating: "a", count: 64)).invalid"
    let url = try #require(URL(string: "http://\(host)/"))
    let failure = await #expect(throws: HTTPFailure.self) { try await transport.send(HTTPRequest(url: url)) }
    #expect(failure?.cause == .nameNotResolved)
    #expect(failure?.description.contains("\(host) cannot be reached") == true)
    await transport.shutDown()
  }

  @Test func plainTextInsteadOfTLS() async throws {
    try await with { hub, transport in
      let url = try #require(URL(string: hub.endpoint.replacing("http:", with: "https:") + "/echo"))
      let failure = await #expect(throws: HTTPFailure.self) {
        try await transport.send(HTTPRequest(url: url))
      }
      guard case .tls? = failure?.cause else {
        Issue.record("\(String(describing: failure))")
        return
      }
    }
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://example.org/x", "/relative", "http:///x"])
  func addressesThatAreNone(text: String) async throws {
    let transport = HTTPTransport(userAgent: "codeframe/1", environment: [:])
    let url = try #require(URL(string: text))
    let failure = await #expect(throws: HTTPFailure.self) { try await transport.send(HTTPRequest(url: url)) }
    guard case .invalidRequest? = failure?.cause else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test func headerFieldsThatSmuggle() async throws {
    try await with { hub, transport in
      let failure = await #expect(throws: HTTPFailure.self) {
        try await transport.send(
          HTTPRequest(url: try address(hub, "/echo"), fields: ["Authorization": "x\r\nHost: other"]))
      }
      #expect(failure?.cause == .invalidRequest("a header field holds characters that it may not"))
      #expect(hub.requests.isEmpty)
    }
  }

  /// The proxy is asked to make a way to the host; this one refuses.
  @Test func requestsGoThroughTheProxy() async throws {
    try await LocalHub.with { proxy in
      let transport = HTTPTransport(
        userAgent: "codeframe/1",
        environment: ["HTTP_PROXY": proxy.endpoint, "NO_PROXY": "invalid"])
      let url = try #require(URL(string: "http://hub.example/"))
      let failure = await #expect(throws: HTTPFailure.self) {
        try await transport.send(HTTPRequest(url: url))
      }
      #expect(failure?.cause == .proxy("it answered with an error"))
      #expect(proxy.requests.map(\.method) == ["CONNECT"])
      #expect(proxy.requests.map(\.uri) == ["hub.example:80"])
      let direct = try #require(URL(string: "http://\(String(repeating: "a", count: 64)).invalid/"))
      let other = await #expect(throws: HTTPFailure.self) {
        try await transport.send(HTTPRequest(url: direct))
      }
      #expect(other?.cause == .nameNotResolved)
      #expect(proxy.requests.count == 1)
      await transport.shutDown()
    }
  }
}
