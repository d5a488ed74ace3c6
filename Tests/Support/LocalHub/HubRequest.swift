/// A request that arrived.
public struct HubRequest: Hashable, Sendable {
  /// The hub itself, or the second server that keeps large files.
  public enum Server: Hashable, Sendable {
    case hub
    case cdn
  }

  /// Which of the two servers.
  public let server: Server
  /// `GET`, `POST`, ...
  public let method: String
  /// The path with its query.
  public let uri: String
  /// The header fields by their lower-case names.
  public let fields: [String: String]
  /// The body.
  public let body: [UInt8]
  /// The client's port, by which connections are told apart.
  public let clientPort: Int

  /// The header field `Range`.
  public var range: String? { fields["range"] }
}
