import Foundation
import Storage

/// Lets somebody log in to the app, or changes the password and the role of who may already.
package struct SaveAccount: Workflow, Sendable {
  /// Who.
  package let name: String
  /// What they may do.
  package let role: Role
  /// The password, as it is typed.
  package let password: String
  /// Whether an account of the name is replaced.
  package var replaces = false

  /// An account of `name`.
  package init(_ name: String, role: Role, password: String) {
    self.name = name
    self.role = role
    self.password = password
  }

  package func run(in open: OpenStudy) throws -> Account {
    let person = try Person(name, in: open)
    let book = try AccessBook(of: open.folder)
    if !replaces, try book.account(person.name) != nil {
      throw UserError("\(person.name) may log in already; --replace changes the password and the role")
    }
    let account = Account(
      name: person.name, role: role, password: try Self.kept(password), changedAt: Date())
    try book.save(account)
    try book.note(
      AuditEntry(
        at: Date(), person: "", client: "", what: "account of \(person.name) as \(role.rawValue)",
        outcome: "saved"))
    return account
  }

  private static func kept(_ password: String) throws -> Password {
    do { return try Password(password) } catch let problem as Password.Problem {
      switch problem {
      case .tooShort:
        throw UserError("the password is too short: it takes at least \(Password.shortest) characters")
      case .tooLong: throw UserError("the password is too long")
      }
    }
  }
}

/// Takes an account away; who is logged in with it is out with the next click, and what they coded stays.
package struct RemoveAccount: Workflow, Sendable {
  /// Whose.
  package let name: String

  /// The removal of the account of `name`.
  package init(_ name: String) { self.name = name }

  package func run(in open: OpenStudy) throws {
    let book = try AccessBook(of: open.folder)
    let name = name.precomposed
    guard try book.remove(name) else {
      let known = try book.accounts().map(\.name).joined(separator: ", ")
      throw UserError(
        "nobody called \(name) may log in; "
          + (known.isEmpty ? "there are no accounts" : "there are \(known)"))
    }
    try book.note(
      AuditEntry(at: Date(), person: "", client: "", what: "account of \(name)", outcome: "removed"))
  }
}
