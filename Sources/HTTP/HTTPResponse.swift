import Foundation

/// What a server answered: the head is here, the body is still coming.
public struct HTTPResponse: Sendable {
  /// The status, such as 200.
  public let status: Int
  /// The header fields.
  public let fields: HTTPFields
  /// The body.
  ///
  /// One that is not wanted is let go, which closes its connection.
  public let body: HTTPBody

  /// The length that the server announces; nil where it announces none.
  public var contentLength: Int64? {
    fields["Content-Length"].flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Where the server sends the client on to; nil where it does not.
  ///
  /// - Parameter url: What was asked for; a relative place is read from there.
  /// - Returns: The place that `Location` names.
  public func redirection(from url: URL) -> URL? {
    guard [301, 302, 303, 307, 308].contains(status), let place = fields["Location"] else { return nil }
    return URL(string: place, relativeTo: url)?.absoluteURL
  }

  /// How long the server asks to wait; nil where it does not say.
  ///
  /// - Parameter now: From when a point in time is counted.
  /// - Returns: What `Retry-After` says, in seconds or as a point in time.
  public func retryAfter(now: Date = Date()) -> Duration? {
    fields["Retry-After"].flatMap { RetryAfter.delay($0, now: now) }
  }
}
