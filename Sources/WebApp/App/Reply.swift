import Foundation
import Hummingbird
import Pages
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
  /// Data for a script.
  case data(HTTPResponse.Status, any Encodable & Sendable)
  /// Bytes that may be kept for a while.
  case bytes([UInt8], type: String, tag: String)
  /// A page that stands alone, with a policy of its own.
  case document([UInt8])
  /// Something went wrong, in a sentence.
  case problem(HTTPResponse.Status, String)

  /// The response to `visit`.
  func response(to visit: Visit) throws -> Response {
    switch self {
    case .page(let page): return Self.html(page.html(for: visit), .ok)
    case .part(let markup): return Self.html(markup.html, .ok)
    case .redirect(let address):
      return Response(status: .seeOther, headers: [.location: address.description])
    case .named(let name, let address):
      var response = Response(status: .seeOther, headers: [.location: address.description])
      response.setCookie(Doorkeeper.nameCookie(name))
      return response
    case .data(let status, let value): return try Self.json(value, status)
    case .bytes(let bytes, let type, let tag):
      return Response(
        status: .ok,
        headers: [.contentType: type, .eTag: "\"\(tag)\"", .cacheControl: "private, max-age=86400"],
        body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
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
