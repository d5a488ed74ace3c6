import Foundation
import Hummingbird
import Workflows

/// From where the app can be reached.
package enum Reach: Hashable, Sendable {
  /// From this machine alone; the token that the program prints lets a browser in.
  case ownMachine
  /// From the network, by TLS; people log in.
  ///
  /// - host: the address or the name to listen on, such as 0.0.0.0.
  /// - certificate, key: files in PEM form.
  case network(host: String, certificate: String, key: String)
  /// From this machine, where another server hands on what comes to `origin`; people log in.
  case proxy(origin: String)

  /// What a proxy's address must look like: `https://name` or `https://name:port`.
  ///
  /// - Throws: ``UserError`` where `text` does not.
  package static func proxy(at text: String) throws -> Reach {
    let text = text.hasSuffix("/") ? String(text.dropLast()) : text
    guard let parts = URLComponents(string: text), parts.scheme == "https", let host = parts.host,
      !host.isEmpty, parts.path.isEmpty, parts.query == nil, parts.fragment == nil, parts.user == nil
    else {
      throw UserError(
        "\(text) is no address of a proxy; write the scheme and the name that browsers show, such as https://codes.example.org"
      )
    }
    return .proxy(origin: text.lowercased())
  }

  /// The address to listen on.
  var listensOn: String {
    if case .network(let host, _, _) = self { host } else { "127.0.0.1" }
  }

  /// What is told to people once the app can be reached.
  func address(port: Int, token: String) -> String {
    switch self {
    case .ownMachine: return "http://127.0.0.1:\(port)/?token=\(token)"
    case .network(let host, _, _):
      let isEverywhere = ["0.0.0.0", "::"].contains(host)
      let name = isEverywhere ? ProcessInfo.processInfo.hostName : host.contains(":") ? "[\(host)]" : host
      return "https://\(name):\(port)/"
    case .proxy(let origin): return "\(origin)/ (the proxy hands on to http://127.0.0.1:\(port))"
    }
  }

  /// Whether people log in.
  var needsAccounts: Bool { self != .ownMachine }

  /// Whether browsers come by TLS.
  private var scheme: String { needsAccounts ? "https" : "http" }

  /// The origin of pages of the app that were reached under `host`; nil where that is not the app's.
  ///
  /// A page elsewhere can have its name made to point to the app (DNS rebinding), but it cannot have an address of numbers.
  func origin(of host: String) -> String? {
    let host = host.lowercased()
    let end =
      host.hasPrefix("[") ? host.firstIndex(of: "]").map(host.index(after:)) : host.firstIndex(of: ":")
    let name = String(host[..<(end ?? host.endIndex)])
    let isOwn =
      switch self {
      case .ownMachine: ["127.0.0.1", "localhost", "[::1]"].contains(name)
      case .network(let given, _, _):
        Self.isNumeric(name) || Self.ownNames.contains(name) || name == given.lowercased()
      case .proxy(let origin): origin == "https://\(host)"
      }
    return isOwn ? "\(scheme)://\(host)" : nil
  }

  private static let ownNames: Set<String> = {
    let name = ProcessInfo.processInfo.hostName.lowercased()
    return ["localhost", name, name + ".local"]
  }()

  private static func isNumeric(_ name: String) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") {
      var address = in6_addr()
      return inet_pton(AF_INET6, String(name.dropFirst().dropLast()), &address) == 1
    }
    var address = in_addr()
    return inet_pton(AF_INET, name, &address) == 1
  }

  /// The name of the session's cookie: cookies are shared by all ports of a host, so it has the port.
  func cookieName(of host: String) -> String {
    "codeframe-\(host.split(separator: ":").last.flatMap { Int($0) } ?? (needsAccounts ? 443 : 80))"
  }

  /// The cookie that lets a session in; no script reads it, and no other site has it sent.
  func cookie(of session: Session?, host: String) -> Cookie {
    Cookie(
      name: cookieName(of: host), value: session?.id ?? "", maxAge: session == nil ? 0 : nil, path: "/",
      secure: needsAccounts, httpOnly: true, sameSite: .strict)
  }
}
