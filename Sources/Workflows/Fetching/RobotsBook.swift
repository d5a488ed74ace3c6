import Foundation
import HTTP

/// The robots.txt of each host that is asked, fetched once.
actor RobotsBook {
  /// What robots.txt calls this program.
  static let agent = "codeframe"

  private let transport: HTTPTransport
  private var known: [String: Task<RobotsRules, Never>] = [:]
  private static let redirections = 5

  /// A book of which nothing is known yet.
  init(_ transport: HTTPTransport) { self.transport = transport }

  /// Whether the host of an address allows it to be fetched.
  ///
  /// A host without the file allows everything, one that cannot be reached nothing.
  func allows(_ url: URL) async -> Bool {
    guard let scheme = url.scheme, let host = url.host else { return false }
    let origin = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host)\(url.port.map { ":\($0)" } ?? "")"
    let task = known[origin] ?? Task { await Self.rules(of: origin, by: transport) }
    known[origin] = task
    let path = URLComponents(url: url, resolvingAgainstBaseURL: false)
    let query = path?.percentEncodedQuery.map { "?\($0)" } ?? ""
    let written = path?.percentEncodedPath ?? ""
    return await task.value.allow((written.isEmpty ? "/" : written) + query)
  }

  private static func rules(of origin: String, by transport: HTTPTransport) async -> RobotsRules {
    guard var url = URL(string: "\(origin)/robots.txt") else { return .none }
    do {
      for _ in 0...redirections {
        let response = try await transport.send(
          HTTPRequest(url: url, fields: ["Accept": "text/plain"]), retrying: RetryPolicy(attempts: 3))
        if let next = response.redirection(from: url) {
          guard ["http", "https"].contains(next.scheme?.lowercased()) else { return .all }
          url = next
          continue
        }
        switch response.status {
        case 200:
          var bytes: [UInt8] = []
          for try await piece in response.body {
            bytes += piece.prefix(RobotsRules.sizeLimit - bytes.count)
            if bytes.count >= RobotsRules.sizeLimit { break }
          }
          return RobotsRules(String(decoding: bytes, as: UTF8.self), for: agent)
        case 400..<500: return .all
        default: return .none
        }
      }
      return .all
    } catch {
      return .none
    }
  }
}
