import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import Synchronization

/// A connection that the app has accepted.
///
/// Where the app ends before anybody reads the connection, it is closed: NIO holds it to be a mistake of the program, and ends the
/// process, where a connection is dropped unread.
final class AcceptedConnection: ServerChildChannelValue {
  typealias Parts = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  private let parts: Parts
  private let isTaken = Atomic(false)

  var channel: any Channel { parts.channel }

  init(_ parts: Parts) { self.parts = parts }

  /// What is read and written, for who does both and then closes the connection.
  func take() -> Parts {
    isTaken.store(true, ordering: .relaxed)
    return parts
  }

  deinit {
    guard !isTaken.load(ordering: .relaxed) else { return }
    Task { [parts] in try? await parts.executeThenClose { _, _ in } }
  }
}

/// HTTP/1.1 over connections that may be dropped unread.
struct AcceptedHTTP: ServerChildChannel {
  private let http: HTTP1Channel

  /// Lets `http` read and answer.
  init(_ http: HTTP1Channel) { self.http = http }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<AcceptedConnection> {
    http.setup(channel: channel, logger: logger).map(AcceptedConnection.init)
  }

  func handle(value: AcceptedConnection, logger: Logger) async {
    await http.handle(value: value.take(), logger: logger)
  }
}
