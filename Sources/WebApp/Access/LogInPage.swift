import Foundation
import Hummingbird
import Pages
import Storage
import Synchronization
import Workflows

/// People log in here where the app is reached from elsewhere than its own machine.
struct LogInPage: AppRoutes {
  let limiter: LogInLimiter
  let book: AccessBook
  /// A check takes memory, so there is one at a time.
  private let turn = Turn()

  private final class Turn: Sendable { let lock = Mutex(()) }

  init(limiter: LogInLimiter, book: AccessBook) {
    self.limiter = limiter
    self.book = book
  }

  func add(to router: AppRouter) {
    router.entrance("/login") { visit in .page(Self.page(visit, problem: nil)) }
    router.entranceAction("/login") { visit in try logIn(visit) }
    router.action("/logout", for: .coder) { _ in .left }
  }

  private func logIn(_ visit: Visit) throws -> Reply {
    let (name, password) = ((visit.form["name"] ?? "").precomposed, visit.form["password"] ?? "")
    if let seconds = limiter.wait(client: visit.client, name: name) {
      try note(name, visit, "too many wrong passwords")
      return .problem(.tooManyRequests, String(format: visit.words.access.wait, String(seconds)))
    }
    guard let account = try known(name, password) else {
      limiter.failed(client: visit.client, name: name)
      try note(name, visit, "refused")
      return .page(Self.page(visit, problem: visit.words.access.wrongPassword))
    }
    limiter.succeeded(client: visit.client, name: name)
    try note(name, visit, "let in")
    return .entered(account, then: Address(within: visit.form["to"]) ?? Address("/"))
  }

  /// The account of `name` where the password is right; whether there is one cannot be told from the time it takes.
  private func known(_ name: String, _ password: String) throws -> Account? {
    let account = try book.account(name)
    let fits = turn.lock.withLock { _ in
      guard let account else {
        Password.takeAsLong(password)
        return false
      }
      return account.password.fits(password)
    }
    return fits ? account : nil
  }

  private func note(_ name: String, _ visit: Visit, _ outcome: String) throws {
    try book.note(
      AuditEntry(
        at: Date(), person: String(name.prefix(200)), client: visit.client, what: "log in", outcome: outcome))
  }

  private static func page(_ visit: Visit, problem: String?) -> Page {
    let words = visit.words
    return Page(words.access.logIn) { page in
      page.element("h1", text: words.access.logIn)
      page.element("form", ["method": "post", "action": "/login", "class": "stack"]) { page in
        page.hidden("to", Address(within: visit["to"] ?? visit.form["to"])?.description ?? "/")
        page.element("label", ["for": "name"], text: words.yourName)
        page.void(
          "input",
          [
            "id": "name", "name": "name", "value": visit.form["name"] ?? "", "required": "",
            "maxlength": "200", "autocomplete": "username", "autofocus": problem == nil ? "" : nil,
            "autocapitalize": "none",
          ])
        page.element("label", ["for": "password"], text: words.access.password)
        page.void(
          "input",
          [
            "id": "password", "name": "password", "type": "password", "required": "", "maxlength": "1000",
            "autocomplete": "current-password", "autofocus": problem == nil ? nil : "",
            "aria-describedby": problem == nil ? nil : "problem",
          ])
        if let problem {
          page.element("p", ["class": "flag", "id": "problem", "role": "alert"], text: problem)
        }
        page.element("button", ["type": "submit", "class": "button"], text: words.access.logIn)
      }
    }
  }
}
