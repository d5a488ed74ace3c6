import Foundation
import Testing

@testable import WebApp
@testable import Workflows

/// The app on a real socket, and clients that are slow, broken or ill-willed.
struct ServingTests {
  /// Runs `body` beside an app that listens; a connection may be idle for one second.
  private static func serving(
    idleSeconds: Int64 = 1, requestSeconds: Int64 = 60,
    _ body: @escaping @Sendable (Int, String) async throws -> Void
  ) async throws {
    try await TestApp.with { place in
      var options = CodeframeApp.Options()
      options.idleSeconds = idleSeconds
      options.requestSeconds = requestSeconds
      let app = try CodeframeApp(folder: place.folder, options: options)
      let (addresses, told) = AsyncStream.makeStream(of: String.self)
      let server = Task { try await app.run { told.yield($0) } }
      defer { server.cancel() }
      for await address in addresses {
        try await body(try #require(URL(string: address)?.port), app.token)
        break
      }
      server.cancel()
      _ = await server.result
    }
  }

  /// What the app answers to `bytes`, until it closes the connection or says nothing for a minute.
  private static func answer(to bytes: String, port: Int) async throws -> String {
    // Not on a thread of the tasks that the app itself runs on.
    try await withCheckedThrowingContinuation { done in
      Thread.detachNewThread { done.resume(with: Result { try blockingAnswer(to: bytes, port: port) }) }
    }
  }

  /// A socket that is connected to the app; nil where the app does not listen.
  private static func connection(to port: Int) -> Int32? {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = in_port_t(port).bigEndian
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      close(client)
      return nil
    }
    return client
  }

  private static func blockingAnswer(to bytes: String, port: Int) throws -> String {
    let client = try #require(connection(to: port))
    defer { close(client) }
    var wait = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    let out = Array(bytes.utf8)
    _ = out.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(client, &piece, piece.count, 0)
      try #require(count >= 0 || errno == ECONNRESET, "the app neither answers nor closes")
      if count <= 0 { break }
      answer += piece[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }

  @Test func whoIsSlowIsLetGoAndKeepsNobodyWaiting() async throws {
    try await Self.serving { port, token in
      let host = "Host: 127.0.0.1:\(port)\r\n"
      // Half a line, half a head, half a body: each of many at once.
      let halves = [
        "GET / HT", "GET / HTTP/1.1\r\n\(host)X-Slow: ",
        "POST /code HTTP/1.1\r\n\(host)Origin: http://127.0.0.1:\(port)\r\nContent-Length: 1000\r\n\r\nv0=",
      ]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for half in (0..<10).flatMap({ _ in halves }) {
          group.addTask { _ = try await Self.answer(to: half, port: port) }
        }
        group.addTask {
          let whole = try await Self.answer(
            to: "GET /?token=\(token) HTTP/1.1\r\n\(host)Connection: close\r\n\r\n", port: port)
          #expect(whole.hasPrefix("HTTP/1.1 303"))
        }
        try await group.waitForAll()
      }
    }
  }

  /// Who comes in the moment in which the app ends is let go: what was accepted and never read ends no process.
  @Test func theAppEndsWhilePeopleCome() async throws {
    for _ in 0..<20 {
      try await Self.serving { port, _ in
        for _ in 0..<20 { close(try #require(Self.connection(to: port))) }
      }
    }
  }

  @Test func whoTricklesIsLetGoThoughNeverIdle() async throws {
    try await Self.serving(idleSeconds: 3600, requestSeconds: 1) { port, _ in
      _ = try await Self.answer(to: "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nX-Slow: a", port: port)
    }
  }

  /// A browser that trusts the certificate speaks TLS; one that speaks none gets nothing.
  @Test func theNetworkIsReachedByTLSAlone() async throws {
    try await TestApp.withAccounts { place in
      let (certificate, key) = (place.folder.appending(path: "c.pem"), place.folder.appending(path: "k.pem"))
      let made = try await Self.output(
        of: "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", key.path, "-out", certificate.path, "-days", "2", "-subj", "/CN=localhost", "-addext",
        "subjectAltName=IP:127.0.0.1")
      try #require(FileManager.default.fileExists(atPath: certificate.path), "\(made)")
      var options = CodeframeApp.Options()
      options.reach = .network(host: "127.0.0.1", certificate: certificate.path, key: key.path)
      let app = try CodeframeApp(folder: place.folder, options: options)
      let (addresses, told) = AsyncStream.makeStream(of: String.self)
      let server = Task { try await app.run { told.yield($0) } }
      defer { server.cancel() }
      var iterator = addresses.makeAsyncIterator()
      let address = try #require(await iterator.next().flatMap(URL.init(string:)))
      #expect(address.scheme == "https" && address.query == nil)
      let port = try #require(address.port)
      let page = try await Self.output(
        of: "curl", "-sS", "-i", "--cacert", certificate.path, "https://127.0.0.1:\(port)/login")
      #expect(page.contains("200 OK") && page.contains("name=\"password\""), "\(page.prefix(300))")
      let refused = try await Self.output(
        of: "curl", "-sS", "-i", "--cacert", certificate.path, "-H", "Host: evil.example",
        "https://127.0.0.1:\(port)/login")
      #expect(refused.contains("421"), "\(refused.prefix(100))")
      let plain = try await Self.answer(to: "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n", port: port)
      #expect(!plain.contains("HTTP/1.1"))
    }
  }

  @Test func aCertificateThatIsNoneIsSaidToBeNone() async throws {
    try await TestApp.withAccounts { place in
      var options = CodeframeApp.Options()
      options.reach = .network(host: "127.0.0.1", certificate: "/nowhere.pem", key: "/nowhere.key")
      let app = try CodeframeApp(folder: place.folder, options: options)
      await #expect(throws: UserError.self) { try await app.run { _ in } }
    }
  }

  /// What a program of the system prints.
  private static func output(of program: String, _ arguments: String...) async throws -> String {
    try await withCheckedThrowingContinuation { done in
      Thread.detachNewThread {
        done.resume(
          with: Result {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [program] + arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
            let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: bytes, as: UTF8.self)
          })
      }
    }
  }

  @Test func whatIsTooLongOrNoHTTPIsRefused() async throws {
    try await Self.serving { port, token in
      let host = "Host: 127.0.0.1:\(port)\r\n"
      let long = String(repeating: "a", count: 200_000)
      let odd = [
        "GET / HTTP/1.1\r\n\(host)X-Long: \(long)\r\n\r\n", "GET /\(long) HTTP/1.1\r\n\(host)\r\n",
        "\u{16}\u{3}\u{1}\u{0}", "HELLO\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "POST /name HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n",
        "POST /name HTTP/1.1\r\n\(host)Content-Length: 99999999999\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\n" + (0..<500).map { "X-\($0): 1\r\n" }.joined() + "\r\n",
      ]
      for bytes in odd {
        let answer = try await Self.answer(to: bytes, port: port)
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(bytes.prefix(30)): \(answer.prefix(60))")
      }
      let after = try await Self.answer(
        to: "GET /?token=\(token) HTTP/1.1\r\n\(host)Connection: close\r\n\r\n", port: port)
      #expect(after.hasPrefix("HTTP/1.1 303"))
      // Paths lead nowhere but to pages.
      for path in [
        "/../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/app.css", "//etc/passwd",
        "/%00",
      ] {
        let answer = try await Self.answer(
          to: "GET \(path) HTTP/1.1\r\n\(host)Connection: close\r\n\r\n", port: port)
        #expect(!answer.contains("root:") && answer.hasPrefix("HTTP/1.1 4"), "\(path): \(answer.prefix(60))")
      }
    }
  }
}
