import Foundation
import HTTP

/// Where an OpenAI-compatible endpoint listens: the address below which `/chat/completions` stands.
public struct EndpointAddress: Hashable, Sendable, CustomStringConvertible {
  /// The address without a slash at its end, such as `https://api.openai.com/v1`.
  public let text: String
  /// The host, in lower case, without brackets.
  public let host: String
  /// `host`, with the port where one is given.
  public let authority: String
  /// Whether what is sent arrives at another machine in the clear.
  public let isUnencrypted: Bool

  /// Reads an address.
  ///
  /// - Parameter text: `http` or `https`, a host, a path; no user, query or fragment.
  /// - Throws: `EndpointProblem.badAddress`.
  public init(_ text: String) throws(EndpointProblem) {
    var address = text.trimmingCharacters(in: .whitespaces)
    while address.hasSuffix("/") { address.removeLast() }
    // What follows a common slip, the whole address of the chat, is cut off.
    if address.hasSuffix("/chat/completions") { address.removeLast("/chat/completions".count) }
    guard let url = URL(string: address), let scheme = url.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = url.host, !host.isEmpty, url.query == nil,
      url.fragment == nil, url.user == nil, url.password == nil
    else { throw .badAddress }
    self.text = address
    let name = host.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    self.host = name
    authority = url.port.map { "\(name):\($0)" } ?? name
    isUnencrypted = scheme == "http" && !LoopbackHost.contains(name)
  }

  /// Whether the endpoint is on this machine: `localhost`, `127.0.0.0/8` or `::1`.
  public var isLoopback: Bool { LoopbackHost.contains(host) }

  /// The address.
  public var description: String { text }

  /// A place below the address.
  func place(_ path: String) throws(EndpointProblem) -> URL {
    guard let url = URL(string: "\(text)/\(path)") else { throw .badAddress }
    return url
  }
}
