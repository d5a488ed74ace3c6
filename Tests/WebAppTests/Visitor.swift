import ContentCoding
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import StudyFile
import Synchronization
import Testing

@testable import Storage
@testable import WebApp
@testable import Workflows

/// An app on a study of its own, without a socket.
struct TestApp {
  let folder: URL
  let app: CodeframeApp

  /// Runs `body` with an app to which people come through a proxy at `https://codes.example`, on the same study; `maria` leads it,
  /// and `anna` and `ben` code.
  static func withAccounts<T>(_ body: (TestApp) async throws -> T) async throws -> T {
    try await with { place in
      let book = try AccessBook(of: place.folder)
      let password = try Self.password.get()
      for (name, role) in [("maria", Role.lead), ("anna", .coder), ("ben", .coder)] {
        try book.save(Account(name: name, role: role, password: password, changedAt: Date()))
      }
      var options = CodeframeApp.Options()
      options.reach = try Reach.proxy(at: "https://codes.example")
      return try await body(
        TestApp(folder: place.folder, app: try CodeframeApp(folder: place.folder, options: options)))
    }
  }

  /// The password of everybody, kept at little cost.
  private static let password = Result { try Password(passwordText, rounds: 16) }
  static let passwordText = "open, sesame!"

  /// Somebody who comes through the proxy and has not logged in.
  func stranger(from client: String = "203.0.113.7") -> Visitor {
    Visitor(
      app: app, host: "codes.example", origin: "https://codes.example", client: client)
  }

  /// Somebody who has logged in through the proxy.
  func person(_ name: String) async throws -> Visitor {
    var visitor = stranger()
    let answer = try await visitor.post("/login", ["name": name, "password": Self.passwordText, "to": "/"])
    #expect(answer.status == .seeOther && answer.location == "/")
    _ = try await visitor.get("/")
    return visitor
  }

  /// Runs `body` with an app on a study of eight posts in the sample `main`; the study is gone afterwards.
  static func with<T>(
    codebook: String = TestApp.codebook, posts: [Post] = TestApp.posts, _ body: (TestApp) async throws -> T
  ) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "app-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(codebook.utf8).write(to: folder.appending(path: StudyFile.name))
    let study = try Study.create(at: folder)
    try study.importPosts(posts)
    try study.saveSample(
      Sample(
        name: "main", design: "all",
        probabilities: Dictionary(uniqueKeysWithValues: posts.map { ($0.id, 1) }),
        drawnAt: Date()))
    try study.close()
    return try await body(TestApp(folder: folder, app: try CodeframeApp(folder: folder)))
  }

  static let codebook = """
    study: Streets & <squares>
    variables:
      - name: place
        type: category
        categories:
          - name: Street
          - name: Square
          - name: Other
        other: true
      - name: crowd
        type: boolean
      - name: size
        type: number
        range: [0, 10]
        applies-when: {crowd: [true]}
      - name: signs
        type: tags
        categories:
          - name: red
          - name: blue
      - name: gist
        type: text
        definition: What is going on, in a sentence.
    """

  static let posts = (1...8).map { Post(id: "p\($0)", text: "post \($0)") }

  /// The study, as another program would open it.
  func study() throws -> Study { try Study(openingAt: folder) }

  func open() throws -> OpenStudy { try OpenStudy(at: folder, for: NobodyListens()) }

  /// Somebody who was let in.
  func visitor(_ name: String? = nil) async throws -> Visitor {
    var visitor = Visitor(app: app)
    _ = try await visitor.get("/?token=\(app.token)")
    if let name { #expect(try await visitor.post("/name", ["name": name, "to": "/"]).status == .seeOther) }
    return visitor
  }
}

/// A browser: it keeps cookies and knows the token of the pages that it was given.
struct Visitor {
  let app: CodeframeApp
  var cookies: [String: String] = [:]
  var formToken = ""
  var host = "127.0.0.1:8000"
  var origin: String? = "http://127.0.0.1:8000"
  var language = "en"
  /// The part of a file that it asks for.
  var range: String?
  /// For whom a proxy says that it asks.
  var client: String?

  /// An answer, read to its end.
  struct Answer {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var location: String { headers[.location] ?? "" }
    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
  }

  mutating func get(_ path: String, method: HTTPRequest.Method = .get) async throws -> Answer {
    try await ask(method, path, [:], ByteBuffer())
  }

  /// Sends a form as a page of the app would.
  mutating func post(
    _ path: String, _ fields: KeyValuePairs<String, String>, headers: HTTPFields = [:]
  ) async throws -> Answer {
    if formToken.isEmpty, path != "/login" { _ = try await get("/name") }
    let parts = [(Form.tokenName, formToken)] + fields.map { ($0.key, $0.value) }
    let body = parts.map { "\(Address.encoded($0))=\(Address.encoded($1))" }.joined(separator: "&")
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    return try await ask(.post, path, headers, ByteBuffer(string: body))
  }

  mutating func ask(
    _ method: HTTPRequest.Method, _ path: String, _ extra: HTTPFields, _ body: ByteBuffer
  ) async throws -> Answer {
    var headers = extra
    headers[.acceptLanguage] = language
    if let range { headers[.range] = range }
    if let client, let name = HTTPField.Name("X-Forwarded-For") { headers[name] = client }
    if method != .get, method != .head, let origin { headers[.origin] = origin }
    if !cookies.isEmpty {
      headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
        separator: "; ")
    }
    let request = Request(
      head: HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers),
      body: RequestBody(buffer: body))
    let context = AppContext(
      source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
    let response = try await app.router.buildResponder().respond(to: request, context: context)
    let writer = Collector()
    try await response.body.write(writer)
    for cookie in response.headers[values: .setCookie] {
      let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { cookies[pair[0]] = pair[1] }
    }
    let answer = Answer(
      status: response.status, headers: response.headers, bytes: writer.bytes.withLock { $0 })
    if let found = answer.text.firstMatch(of: /name="form-token" content="([0-9a-f]+)"/) {
      formToken = String(found.1)
    }
    return answer
  }
}

private final class Collector: ResponseBodyWriter, Sendable {
  let bytes = Mutex<[UInt8]>([])

  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0 += buffer.readableBytesView }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
