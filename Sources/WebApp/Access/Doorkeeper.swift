import Foundation
import Hummingbird

/// Lets in who has the token, and afterwards who has a session; turns away what another site or host sends.
///
/// The token is in the address that the program prints. It becomes a cookie that no script reads and no other site sends,
/// and goes from the address. A request must name this machine as its host: else a page elsewhere, whose name was made
/// to point here, could read answers (DNS rebinding).
struct Doorkeeper: RouterMiddleware {
  let token: String
  let sessions: Sessions

  private static let nameCookie = "codeframe-name"
  private static let hosts = ["127.0.0.1", "localhost", "[::1]"]

  func handle(
    _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    guard let host = request.head.authority, Self.isOwn(host) else {
      throw HTTPError(.misdirectedRequest, message: "this is no address of the app")
    }
    if request.method != .get, request.method != .head {
      guard request.headers[.origin] == "http://\(host)" else {
        throw HTTPError(.forbidden, message: "the request comes from another site")
      }
    }
    var context = context
    context.words = Words.fitting(request.headers[.acceptLanguage])
    if let given = request.uri.queryParameters["token"], request.method == .get {
      guard Secret.areEqual(String(given), token) else { throw Self.notLetIn }
      return entrance(for: request, host: host)
    }
    context.session = request.cookies[Self.sessionCookie(of: host)].flatMap { sessions[$0.value] }
    guard context.session != nil || request.uri.path.hasPrefix("/assets/") else { throw Self.notLetIn }
    return try await next(request, context)
  }

  static let notLetIn = HTTPError(
    .unauthorized, message: "open the address that codeframe serve printed; it lets this browser in")

  private func entrance(for request: Request, host: String) -> Response {
    let session = sessions.start(
      person: request.cookies[Self.nameCookie]?.value.removingPercentEncoding)
    let rest = request.uri.queryParameters.filter { $0.key != "token" }
      .map { "\($0.key)=\(Address.encoded(String($0.value)))" }.joined(separator: "&")
    var response = Response(
      status: .seeOther, headers: [.location: request.uri.path + (rest.isEmpty ? "" : "?\(rest)")])
    response.setCookie(
      Cookie(
        name: Self.sessionCookie(of: host), value: session.id, path: "/", httpOnly: true, sameSite: .strict))
    return response
  }

  /// Keeps a name in the browser, so that it is asked for once.
  static func nameCookie(_ name: String) -> Cookie {
    Cookie(
      name: nameCookie, value: Address.encoded(name), maxAge: 365 * 86_400, path: "/", httpOnly: true,
      sameSite: .strict)
  }

  /// Cookies are shared by all ports of a host, so the name has the port.
  private static func sessionCookie(of host: String) -> String {
    "codeframe-\(host.split(separator: ":").last.flatMap { Int($0) } ?? 80)"
  }

  private static func isOwn(_ host: String) -> Bool {
    let name =
      host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) + "]" : String(host.prefix { $0 != ":" })
    return hosts.contains(name)
  }
}
