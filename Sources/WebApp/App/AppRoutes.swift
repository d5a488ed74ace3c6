import ContentCoding
import Foundation
import Hummingbird
import Workflows

/// A part of the app: the addresses that it answers.
protocol AppRoutes: Sendable {
  /// Adds them.
  func add(to router: AppRouter)
}

/// Adds pages and actions, each of which works on the study on a thread that may wait for the disk.
struct AppRouter {
  private let router: Router<AppContext>
  private let desk: AnsweringDesk

  init(_ router: Router<AppContext>, _ desk: AnsweringDesk) {
    self.router = router
    self.desk = desk
  }

  /// A page that anybody who was let in may see.
  func page(_ path: RouterPath, _ body: @escaping @Sendable (Visit) throws -> Reply) {
    router.get(path) { [desk] request, context in try await desk.answer(request, context, Form(), body) }
  }

  /// A page for which it must be known who codes.
  func page(_ path: RouterPath, _ body: @escaping @Sendable (Visit, Person) throws -> Reply) {
    page(path) { visit in try visit.known(body) }
  }

  /// What a form asks for; its token is checked before.
  func action(_ path: RouterPath, _ body: @escaping @Sendable (Visit) throws -> Reply) {
    router.post(path) { [desk] request, context in
      let form = try await Form(of: request, for: context.session)
      return try await desk.answer(request, context, form, body)
    }
  }

  /// What a form asks for in somebody's name.
  func action(_ path: RouterPath, _ body: @escaping @Sendable (Visit, Person) throws -> Reply) {
    action(path) { visit in try visit.known(body) }
  }

  /// A page that takes a while, and does not wait on a thread.
  func slowPage(_ path: RouterPath, _ body: @escaping @Sendable (Visit) async throws -> Reply) {
    router.get(path) { [desk] request, context in try await desk.work(request, context, Form(), body) }
  }

  /// A workflow that a form asks for.
  func work(_ path: RouterPath, _ body: @escaping @Sendable (Visit) async throws -> Reply) {
    router.post(path) { [desk] request, context in
      let form = try await Form(of: request, for: context.session)
      return try await desk.work(request, context, form, body)
    }
  }
}

/// Has pages and actions answer visits.
struct AnsweringDesk: Sendable {
  let study: StudyDesk
  let sessions: Sessions
  /// Who codes where the browser does not say.
  let person: String?

  /// The answer of a page or an action.
  func answer(
    _ request: Request, _ context: AppContext, _ form: Form,
    _ body: @escaping @Sendable (Visit) throws -> Reply
  ) async throws -> Response {
    let sessions = sessions
    let visit = try await visit(request, context, form)
    return try await study.work { _ in
      try visit.response {
        let reply = try body(visit)
        if case .named(let name, _) = reply, let session = visit.session { sessions.name(name, in: session) }
        return reply
      }
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
    return try visit.response { try reply.get() }
  }

  private func visit(_ request: Request, _ context: AppContext, _ form: Form) async throws -> Visit {
    let open = try await study.work { $0 }
    return Visit(request, context, form: form, open: open, person: context.session?.person ?? person)
  }
}

extension Visit {
  /// What `reply` answers; what a person did wrong is said on a page.
  fileprivate func response(_ reply: () throws -> Reply) throws -> Response {
    do { return try reply().response(to: self) } catch let problem as UserError {
      return try Reply.problem(.badRequest, problem.description).response(to: self)
    }
  }

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
  /// The language.
  let words: Words
  /// What a form sent.
  let form: Form
  /// Path and query as the browser would ask again.
  let address: String
  /// Whether a script asks, which wants data and no page.
  let wantsData: Bool
  private let query: [String: String]
  private let parameters: [String: String]

  init(_ request: Request, _ context: AppContext, form: Form, open: OpenStudy, person: String?) {
    self.open = open
    session = context.session
    self.person = person
    words = context.words
    self.form = form
    address = request.uri.string
    wantsData = request.headers[.accept] == "application/json"
    query = Dictionary(
      request.uri.queryParameters.map { (String($0.key), String($0.value)) },
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
