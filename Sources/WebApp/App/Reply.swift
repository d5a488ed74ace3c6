import Foundation
import Hummingbird
import Pages
import Storage
import Tables
import Workflows

/// What a page or an action answers.
enum Reply: Sendable {
  /// A whole page.
  case page(Page)
  /// A part of a page, which a script puts in.
  case part(Markup)
  /// Another address, which the browser asks for.
  case redirect(Address)
  /// Somebody said who they are, and goes on to another address.
  case named(String, then: Address)
  /// Somebody has logged in, and goes on to another address.
  case entered(Account, then: Address)
  /// Somebody has logged out.
  case left
  /// Data for a script.
  case data(HTTPResponse.Status, any Encodable & Sendable)
  /// Bytes that may be kept for a while.
  case bytes([UInt8], type: String, tag: String)
  /// Bytes that the browser keeps as a file.
  case download([UInt8], type: String, name: String)
  /// A file, of which the browser may ask for a part.
  case file(URL, type: String)
  /// A page that stands alone, with a policy of its own.
  case document([UInt8])
  /// Something went wrong, in a sentence.
  case problem(HTTPResponse.Status, String)

  /// A table as a file; no cell of it is one that a spreadsheet would run.
  static func table(_ header: [String], _ rows: some Sequence<[String]>, name: String) throws -> Reply {
    var bytes: [UInt8] = []
    let writer = try TableWriter(columns: header) { bytes += $0 }
    for row in rows { try writer.write(row) }
    try writer.finish()
    return .download(bytes, type: "text/csv; charset=utf-8", name: name)
  }

  /// The response to `visit`; who goes in and out there is noted by `desk`.
  func response(to visit: Visit, at desk: AnsweringDesk) throws -> Response {
    switch self {
    case .page(let page): return Self.html(page.html(for: visit), .ok)
    case .part(let markup): return Self.html(markup.html, .ok)
    case .redirect(let address): return Self.redirection(to: address)
    case .named(let name, let address):
      if let session = visit.session { desk.sessions.name(name, in: session) }
      return Self.redirection(to: address, Doorkeeper.nameCookie(name))
    case .entered(let account, let address):
      let session = desk.sessions.start(person: account.name, password: account.password)
      return Self.redirection(to: address, desk.reach.cookie(of: session, host: visit.host))
    case .left:
      if let session = visit.session { desk.sessions.end(session.id) }
      return Self.redirection(to: Address("/login"), desk.reach.cookie(of: nil, host: visit.host))
    case .data(let status, let value): return try Self.json(value, status)
    case .bytes(let bytes, let type, let tag):
      return Response(
        status: .ok,
        headers: [.contentType: type, .eTag: "\"\(tag)\"", .cacheControl: "private, max-age=86400"],
        body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .file(let file, let type):
      return try FileResponse(file: file, type: type, range: visit.range).response()
    case .download(let bytes, let type, let name):
      return Response(
        status: .ok,
        headers: [
          .contentType: type, .cacheControl: "no-store",
          .contentDisposition: "attachment; filename=\"\(name)\"",
        ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .document(let bytes):
      return Response(
        status: .ok,
        headers: [
          .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
          .contentSecurityPolicy: "frame-ancestors 'none'",
        ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .problem(let status, let sentence):
      if visit.wantsData { return try Self.json(["problem": sentence], status) }
      return Self.html(ProblemPage.page(sentence, for: visit.words).html(for: visit), status)
    }
  }

  private static func redirection(to address: Address, _ cookie: Cookie? = nil) -> Response {
    var response = Response(status: .seeOther, headers: [.location: address.description])
    if let cookie { response.setCookie(cookie) }
    return response
  }

  static func html(_ text: String, _ status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private static func json(_ value: any Encodable, _ status: HTTPResponse.Status) throws -> Response {
    Response(
      status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(value))))
  }
}
