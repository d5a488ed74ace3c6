import ContentCoding
import Foundation
import Hummingbird
import Storage
import Workflows

/// A part of the app: the addresses that it answers.
protocol AppRoutes: Sendable {
  /// Adds them.
  func add(to router: AppRouter)
}

/// Adds pages and actions, each of which works on the study on a thread that may wait for the disk.
///
/// What is not said to be for coders is for those who lead the study.
struct AppRouter {
  private let router: Router<AppContext>
  private let desk: AnsweringDesk

  init(_ router: Router<AppContext>, _ desk: AnsweringDesk) {
    self.router = router
    self.desk = desk
  }

  /// A page that anybody may see.
  func entrance(_ path: RouterPath, _ body: @escaping @Sendable (Visit) throws -> Reply) {
    router.get(path) { [desk] request, context in try await desk.answer(request, context, Form(), body) }
  }

  /// What a form of somebody asks for who was not let in yet.
  func entranceAction(_ path: RouterPath, _ body: @escaping @Sendable (Visit) throws -> Reply) {
    router.post(path) { [desk] request, context in
      try await desk.answer(request, context, try await Form(reading: request), body)
    }
  }

  /// A page.
  func page(
    _ path: RouterPath, for role: Role = .lead, _ body: @escaping @Sendable (Visit) throws -> Reply
  ) {
    router.get(path) { [desk] request, context in
      try context.require(role)
      return try await desk.answer(request, context, Form(), body)
    }
  }

  /// A page for which it must be known who codes.
  func page(
    _ path: RouterPath, for role: Role = .lead, _ body: @escaping @Sendable (Visit, Person) throws -> Reply
  ) {
    page(path, for: role) { visit in try visit.known(body) }
  }

  /// What a form asks for; its token is checked before.
  func action(
    _ path: RouterPath, for role: Role = .lead, isNoted: Bool = true,
    _ body: @escaping @Sendable (Visit) throws -> Reply
  ) {
    router.post(path) { [desk] request, context in
      try context.require(role)
      let form = try await Form(of: request, for: context.session)
      return try await desk.answer(request, context, form, isNoted: isNoted, body)
    }
  }

  /// What a form asks for in somebody's name.
  func action(
    _ path: RouterPath, for role: Role = .lead, isNoted: Bool = true,
    _ body: @escaping @Sendable (Visit, Person) throws -> Reply
  ) {
    action(path, for: role, isNoted: isNoted) { visit in try visit.known(body) }
  }

  /// A page that takes a while, and does not wait on a thread.
  func slowPage(
    _ path: RouterPath, for role: Role = .lead, _ body: @escaping @Sendable (Visit) async throws -> Reply
  ) {
    router.get(path) { [desk] request, context in
      try context.require(role)
      return try await desk.work(request, context, Form(), body)
    }
  }

  /// A workflow on bytes that a script sends, at most `limit` of them; the form token is in a header.
  func upload(
    _ path: RouterPath, limit: Int, for role: Role = .lead,
    _ body: @escaping @Sendable (Visit, [UInt8]) async throws -> Reply
  ) {
    router.post(path) { [desk] request, context in
      try context.require(role)
      try Form.check(request.headers[Form.tokenHeader], for: context.session)
      var request = request
      let bytes = try await request.collectBody(upTo: limit)
      return try await desk.work(request, context, Form()) {
        try await body($0, Array(bytes.readableBytesView))
      }
    }
  }

  /// A workflow that a form asks for.
  func work(
    _ path: RouterPath, for role: Role = .lead, _ body: @escaping @Sendable (Visit) async throws -> Reply
  ) {
    router.post(path) { [desk] request, context in
      try context.require(role)
      let form = try await Form(of: request, for: context.session)
      return try await desk.work(request, context, form, body)
    }
  }
}

extension AppContext {
  /// - Throws: `HTTPError` where whoever asks may not do what `needed` may.
  fileprivate func require(_ needed: Role) throws {
    guard let role, role >= needed else { throw HTTPError(.forbidden, message: words.access.forLeads) }
  }
}

/// Has pages and actions answer visits.
struct AnsweringDesk: Sendable {
  let study: StudyDesk
  let sessions: Sessions
  let reach: Reach
  /// Where actions are noted; nil where nobody logs in.
  let book: AccessBook?
  /// Who codes where the browser does not say.
  let person: String?

  /// The answer of a page or an action.
  func answer(
    _ request: Request, _ context: AppContext, _ form: Form, isNoted: Bool = true,
    _ body: @escaping @Sendable (Visit) throws -> Reply
  ) async throws -> Response {
    let visit = try await visit(request, context, form)
    return try await study.work { _ in
      let response = try response(to: visit) { try body(visit) }
      if isNoted { try note(request, visit, response.status) }
      return response
    }
  }

  /// The answer of a workflow, once it is done.
  func work(
    _ request: Request, _ context: AppContext, _ form: Form,
    _ body: @Sendable (Visit) async throws -> Reply
  ) async throws -> Response {
    let visit = try await visit(request, context, form)
    let reply: Result<Reply, any Error>
    do { reply = .success(try await body(visit)) } catch { reply = .failure(error) }
    let response = try response(to: visit) { try reply.get() }
    try await study.work { _ in try note(request, visit, response.status) }
    return response
  }

  private func visit(_ request: Request, _ context: AppContext, _ form: Form) async throws -> Visit {
    let open = try await study.work { $0 }
    return Visit(request, context, form: form, open: open, person: context.session?.person ?? person)
  }

  /// What `reply` answers; what a person did wrong is said on a page.
  private func response(to visit: Visit, _ reply: () throws -> Reply) throws -> Response {
    do { return try reply().response(to: visit, at: self) } catch let problem as UserError {
      return try Reply.problem(.badRequest, problem.description).response(to: visit, at: self)
    }
  }

  /// Notes an action of somebody who logged in.
  private func note(_ request: Request, _ visit: Visit, _ status: HTTPResponse.Status) throws {
    guard let book, request.method == .post, let person = visit.session?.person else { return }
    try book.note(
      AuditEntry(
        at: Date(), person: person, client: visit.client, what: "\(request.uri.path) \(visit.form.summary)",
        outcome: "\(status.code)"))
  }
}

extension Visit {
  /// What `body` answers to whoever codes; they are asked who they are where it is not known.
  fileprivate func known(_ body: (Visit, Person) throws -> Reply) throws -> Reply {
    guard let person, let person = try? Person(person, in: open) else {
      return .redirect(Address("/name", ["to": address]))
    }
    return try body(self, person)
  }
}

/// One request, read.
struct Visit: Sendable {
  /// The study.
  let open: OpenStudy
  /// Who was let in; nil before.
  let session: Session?
  /// Who codes; nil where it is not known yet.
  let person: String?
  /// What whoever asks may do.
  let role: Role
  /// Whether people log in, so that each has a name and a role of their own.
  let hasAccounts: Bool
  /// The host that was asked.
  let host: String
  /// The address of the network that the request comes from.
  let client: String
  /// The language.
  let words: Words
  /// What a form sent.
  let form: Form
  /// Path and query as the browser would ask again.
  let address: String
  /// The part of a file that is asked for; nil for all of it.
  let range: String?
  /// Whether what a page shows is asked for as a file.
  var wantsFile: Bool { self["download"] != nil }

  /// Whether a script asks, which wants data and no page.
  let wantsData: Bool
  private let query: [String: String]
  private let parameters: [String: String]

  init(_ request: Request, _ context: AppContext, form: Form, open: OpenStudy, person: String?) {
    self.open = open
    session = context.session
    self.person = person
    role = context.role ?? .coder
    hasAccounts = context.session?.password != nil
    host = context.host
    client = context.client
    words = context.words
    self.form = form
    address = request.uri.string
    range = request.headers[.range]
    wantsData = request.headers[.accept] == "application/json"
    query = Dictionary(
      Address.parts(ofQuery: request.uri.query).map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
    parameters = Dictionary(
      context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
  }

  /// A part of the address: of its query or of its path; nil where it is left out or empty.
  ///
  /// One with a NUL is none: what reads a text up to its NUL would find another post than was named.
  subscript(name: String) -> String? {
    let value = query[name] ?? parameters[name]
    return value?.isEmpty == false && value?.contains("\0") == false ? value : nil
  }
}
