import Foundation
import HTTP

/// Asks the hub: who asks is said to the hub only, never to a server that it redirects to.
struct HubConnection: Sendable {
  let settings: HubSettings
  let transport: HTTPTransport
  let policy: RetryPolicy
  let sleep: @Sendable (Duration) async throws -> Void

  private static let mostRedirections = 8

  /// What came of a request, and who answered in the end.
  struct Answer: Sendable {
    let response: HTTPResponse
    let host: String
  }

  /// Asks once, and follows redirections.
  func get(_ url: URL, fields: HTTPFields = [:]) async throws -> Answer {
    var url = url
    for _ in 0..<Self.mostRedirections {
      let response = try await transport.send(HTTPRequest(url: url, fields: withToken(fields, for: url)))
      guard let next = response.redirection(from: url) else {
        return Answer(response: response, host: Self.host(url))
      }
      let isSafe = next.scheme == "https" || next.scheme == "http" && url.scheme == "http"
      guard isSafe else {
        throw PullProblem.redirection(
          host: Self.host(url), reason: "redirects from a secure address to one that is not")
      }
      // A body that is read to its end leaves the connection to the next request.
      _ = try? await response.body.collect(limit: 1 << 16)
      url = next
    }
    throw PullProblem.redirection(host: Self.host(url), reason: "redirects without end")
  }

  /// Asks for a small answer, again where the hub is busy.
  ///
  /// - Returns: The status, the header fields and the body, at most `RepositoryListing.longest` bytes.
  func read(
    _ url: URL, willRetry: @Sendable (Retry) -> Void
  ) async throws -> (answer: Answer, body: [UInt8]) {
    do {
      return try await policy.run(sleep: sleep, willRetry: willRetry) {
        let answer = try await get(url)
        let body = try await answer.response.body.collect(limit: RepositoryListing.longest)
        return ((answer, body), answer.response.setback(from: answer.host))
      }
    } catch let failure as HTTPFailure {
      throw PullProblem.unreachable(failure)
    }
  }

  private func withToken(_ fields: HTTPFields, for url: URL) -> HTTPFields {
    guard let token = settings.token, let home = URL(string: settings.endpoint),
      home.scheme?.lowercased() == url.scheme?.lowercased(),
      home.host?.lowercased() == url.host?.lowercased(),
      home.port == url.port
    else { return fields }
    var fields = fields
    fields["Authorization"] = "Bearer \(token)"
    return fields
  }

  static func host(_ url: URL) -> String {
    (url.host ?? url.absoluteString) + (url.port.map { ":\($0)" } ?? "")
  }
}
