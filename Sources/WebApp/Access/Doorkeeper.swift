import Foundation
import HTTPTypes
import Hummingbird
import NIOPosix
import Storage

/// Lets in who has the token or has logged in; turns away what another site or host sends.
///
/// The token is in the address that the program prints. It becomes a cookie that no script reads and no other site sends,
/// and goes from the address. A request must name the app as its host: else a page elsewhere, whose name was made to point
/// here, could read answers (DNS rebinding).
struct Doorkeeper: RouterMiddleware {
  let token: String
  let reach: Reach
  let sessions: Sessions
  /// Who may log in; nil where the token lets in.
  let book: AccessBook?

  private static let nameCookie = "codeframe-name"
  private static let logInPath = "/login"

  func handle(
    _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    guard let host = request.head.authority, let origin = reach.origin(of: host) else {
      throw HTTPError(.misdirectedRequest, message: "this is no address of the app")
    }
    if request.method != .get, request.method != .head {
      guard request.headers[.origin] == origin else {
        throw HTTPError(.forbidden, message: "the request comes from another site")
      }
    }
    var context = context
    context.words = Words.fitting(request.headers[.acceptLanguage])
    context.host = host
    if case .proxy = reach { context.client = Self.forwarded(request) ?? context.client }
    context.session = request.cookies[reach.cookieName(of: host)].flatMap { sessions[$0.value] }
    guard let book else { return try await byToken(request, context, next) }
    return try await byAccount(book, request, context, next)
  }

  static let notLetIn = HTTPError(
    .unauthorized, message: "open the address that codeframe serve printed; it lets this browser in")

  private func byToken(
    _ request: Request, _ context: AppContext, _ next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    if let given = request.uri.queryParameters["token"], request.method == .get {
      guard Secret.areEqual(String(given), token) else { throw Self.notLetIn }
      return entrance(for: request, host: context.host)
    }
    guard context.session != nil || Self.isAsset(request) else { throw Self.notLetIn }
    var context = context
    context.role = .lead
    return try await next(request, context)
  }

  /// Asks for the account at every request, so that one that is taken away lets nobody in any more.
  private func byAccount(
    _ book: AccessBook, _ request: Request, _ context: AppContext,
    _ next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let session = context.session, let name = session.person, let password = session.password {
      let account = try await NIOThreadPool.singleton.runIfActive { try book.account(name) }
      if let account, account.password == password { context.role = account.role }
    }
    if context.role == nil { context.session = nil }
    if context.role != nil || Self.isAsset(request) || request.uri.path == Self.logInPath {
      return try await next(request, context)
    }
    guard request.method == .get || request.method == .head,
      request.headers[.accept]?.contains("text/html") ?? true
    else { throw HTTPError(.unauthorized, message: context.words.access.loggedOut) }
    return Response(
      status: .seeOther,
      headers: [.location: Address(Self.logInPath, ["to": request.uri.string]).description])
  }

  private static func isAsset(_ request: Request) -> Bool { request.uri.path.hasPrefix("/assets/") }

  /// Whom the proxy speaks for: the last address is the one that it has seen itself.
  private static func forwarded(_ request: Request) -> String? {
    guard let name = HTTPField.Name("X-Forwarded-For"), let given = request.headers[values: name].last,
      let last = given.split(separator: ",").last
    else { return nil }
    return String(last.drop { $0 == " " }.prefix(64))
  }

  private func entrance(for request: Request, host: String) -> Response {
    let session = sessions.start(
      person: request.cookies[Self.nameCookie]?.value.removingPercentEncoding)
    let rest = Address.parts(ofQuery: request.uri.query).filter { $0.name != "token" }
      .map { "\(Address.encoded($0.name))=\(Address.encoded($0.value))" }.joined(separator: "&")
    var response = Response(
      status: .seeOther, headers: [.location: request.uri.path + (rest.isEmpty ? "" : "?\(rest)")])
    response.setCookie(reach.cookie(of: session, host: host))
    return response
  }

  /// Keeps a name in the browser, so that it is asked for once.
  static func nameCookie(_ name: String) -> Cookie {
    Cookie(
      name: nameCookie, value: Address.encoded(name), maxAge: 365 * 86_400, path: "/", httpOnly: true,
      sameSite: .strict)
  }
}
