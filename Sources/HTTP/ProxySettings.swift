import AsyncHTTPClient
import Foundation

/// Which requests go through a proxy, as the environment says.
///
/// `HTTPS_PROXY` and `HTTP_PROXY` name the proxy for addresses of that scheme, `NO_PROXY` the hosts that are asked
/// directly: names with all below them, addresses, `*` for all, separated by commas, each with a port where only that
/// is meant. The lower-case spelling counts first, as in curl. This machine itself is always asked directly.
struct ProxySettings: Hashable, Sendable {
  /// A proxy.
  struct Server: Hashable, Sendable {
    let isSOCKS: Bool
    let host: String
    let port: Int
    let user: String?
    let password: String

    /// The proxy in the words of the library.
    var wire: HTTPClient.Configuration.Proxy {
      guard !isSOCKS else { return .socksServer(host: host, port: port) }
      return .server(
        host: host, port: port, authorization: user.map { .basic(username: $0, password: password) })
    }
  }

  private let values: [String: String]
  private let direct: [String]

  init(environment: [String: String]) {
    let value = { (name: String) in
      (environment[name.lowercased()] ?? environment[name]).flatMap { $0.isEmpty ? nil : $0 }
    }
    values = ["http": value("HTTP_PROXY"), "https": value("HTTPS_PROXY")].compactMapValues { $0 }
    direct = (value("NO_PROXY") ?? "").split { $0 == "," || $0 == " " }.map { $0.lowercased() }
  }

  /// The proxy for an address; nil where it is asked directly.
  ///
  /// - Throws: `HTTPFailure` where the environment names what is no proxy.
  func server(for url: URL) throws(HTTPFailure) -> Server? {
    guard let scheme = url.scheme?.lowercased(), let host = url.host?.lowercased(),
      let text = values[scheme], !isDirect(host, port: url.port ?? (scheme == "https" ? 443 : 80))
    else { return nil }
    let parts = URLComponents(string: text.contains("://") ? text : "http://\(text)")
    guard let parts, let kind = parts.scheme?.lowercased(), ["http", "socks5", "socks5h"].contains(kind),
      let name = parts.host, !name.isEmpty, (1...65535).contains(parts.port ?? 1)
    else {
      throw HTTPFailure(
        host: host,
        cause: .proxy("\(scheme.uppercased())_PROXY is not http://HOST:PORT or socks5://HOST:PORT"))
    }
    return Server(
      isSOCKS: kind != "http", host: name, port: parts.port ?? (kind == "http" ? 80 : 1080),
      user: parts.user, password: parts.password ?? "")
  }

  private func isDirect(_ host: String, port: Int) -> Bool {
    let bare = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    if LoopbackHost.contains(bare) { return true }
    return direct.contains { entry in
      var name = entry
      if let colon = entry.lastIndex(of: ":"), let number = Int(entry[entry.index(after: colon)...]),
        entry.firstIndex(of: ":") == colon
      {
        guard number == port else { return false }
        name = String(entry[..<colon])
      }
      while name.hasPrefix(".") || name.hasPrefix("*.") { name.removeFirst() }
      return name == "*" || (!name.isEmpty && (bare == name || bare.hasSuffix(".\(name)")))
    }
  }
}
