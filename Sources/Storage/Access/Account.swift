import Foundation

/// What somebody may do in the app; later ones may do what earlier ones may.
public enum Role: String, CaseIterable, Codable, Comparable, Sendable {
  /// Sees and codes the own posts.
  case coder
  /// Sees and does everything.
  case lead

  /// Whether `other` may do more.
  public static func < (one: Role, other: Role) -> Bool { one == .coder && other == .lead }
}

/// Somebody who may log in.
public struct Account: Hashable, Sendable {
  /// Who it is: the name under which codings are kept.
  public let name: String
  /// What they may do.
  public let role: Role
  /// Their password.
  public let password: Password
  /// When the account was made, or its password or role changed.
  public let changedAt: Date

  /// An account.
  public init(name: String, role: Role, password: Password, changedAt: Date) {
    self.name = name
    self.role = role
    self.password = password
    self.changedAt = changedAt
  }
}

/// Something that somebody did, or tried to do.
public struct AuditEntry: Codable, Hashable, Sendable {
  /// When.
  public let at: Date
  /// Who, as far as it is known.
  public let person: String
  /// From which address of the network; empty on the command line.
  public let client: String
  /// What.
  public let what: String
  /// What came of it.
  public let outcome: String

  /// An entry.
  public init(at: Date, person: String, client: String, what: String, outcome: String) {
    self.at = at
    self.person = person
    self.client = client
    self.what = what
    self.outcome = outcome
  }
}
