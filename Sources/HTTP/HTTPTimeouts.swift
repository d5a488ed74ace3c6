/// How long is waited.
public struct HTTPTimeouts: Hashable, Sendable {
  /// For a connection, with the secure greeting.
  public var connect: Duration
  /// For the next piece of an answer; a model that thinks long before its first word needs more.
  public var read: Duration
  /// How long a connection that nobody uses is kept for the next request.
  public var idle: Duration

  /// Ten seconds to connect, a minute of silence, half a minute of idleness.
  public init(
    connect: Duration = .seconds(10), read: Duration = .seconds(60), idle: Duration = .seconds(30)
  ) {
    self.connect = connect
    self.read = read
    self.idle = idle
  }
}
