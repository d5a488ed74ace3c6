import Foundation
import HTTPTypes
import Hummingbird

/// The fields of a form, in their order.
struct Form: Sendable {
  private let fields: [(name: String, value: String)]

  /// The name of the field, and of the header of scripts, that holds the session's form token.
  static let tokenName = "form-token"
  private static let byteLimit = 256 << 10
  private static let fieldLimit = 5000

  /// The header of scripts that holds the same.
  static let tokenHeader = HTTPField.Name(tokenName) ?? .authorization

  /// No fields.
  init() { fields = [] }

  /// The form that `request` sends.
  ///
  /// - Throws: `HTTPError` where it is too long, no form, or lacks the token of `session`: then another site wrote it.
  init(of request: Request, for session: Session?) async throws {
    self = try await Form(reading: request)
    try Self.check(self[Self.tokenName], for: session)
  }

  /// - Throws: `HTTPError` where `token` is not that of `session`: then another site wrote the form.
  static func check(_ token: String?, for session: Session?) throws {
    guard let session, Secret.areEqual(token ?? "", session.formToken) else {
      throw HTTPError(.forbidden, message: "the form is not from this page; load the page again")
    }
  }

  /// The form of somebody who was not let in yet, and has no token.
  ///
  /// - Throws: `HTTPError` where it is too long or no form.
  init(reading request: Request) async throws {
    guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") ?? false else {
      throw HTTPError(.unsupportedMediaType, message: "a form is sent as application/x-www-form-urlencoded")
    }
    var request = request
    let body = try await request.collectBody(upTo: Self.byteLimit)
    let text = String(buffer: body).replacing("+", with: "%20")
    var parts = URLComponents()
    parts.percentEncodedQuery = text.isEmpty ? nil : Self.isEncoded(text) ? text : nil
    fields = (parts.queryItems ?? []).prefix(Self.fieldLimit).map { ($0.name, $0.value ?? "") }
  }

  /// What was sent, in short and without what is secret.
  var summary: String {
    fields.filter { $0.name != Self.tokenName && $0.name != "password" && !$0.value.isEmpty }
      .map { "\($0.name)=\($0.value.prefix(80))" }.joined(separator: " ").prefix(400).description
  }

  /// Foundation ends the program where a query that it is given is not percent-encoded.
  private static func isEncoded(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
      && text.split(separator: "%", omittingEmptySubsequences: false).dropFirst().allSatisfy {
        $0.prefix(2).count == 2 && $0.prefix(2).allSatisfy(\.isHexDigit)
      }
  }

  /// The first value of a field.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// All values of a field.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}
