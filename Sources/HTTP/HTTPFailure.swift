import Foundation

/// A request got no answer, or not all of it.
public struct HTTPFailure: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Cause: Hashable, Sendable {
    /// No way leads to the host: the machine is not connected.
    case noNetwork
    /// The host's name has no address.
    case nameNotResolved
    /// The host is there, and nothing listens.
    case refused
    /// No connection in time.
    case connectTimeout
    /// The server said nothing for too long.
    case readTimeout
    /// The answer was not whole in the time that all of it may take.
    case deadline(seconds: Int)
    /// The connection broke.
    case connectionLost
    /// No secure connection could be made.
    case tls(String)
    /// The proxy would not let the request through.
    case proxy(String)
    /// The body is longer than it may be.
    case tooLong(limit: Int)
    /// The host has an address that may not be asked, such as one of this machine or of a local network.
    case forbiddenAddress(String)
    /// The address or a header field cannot be sent.
    case invalidRequest(String)
    /// Something else, in the words of the library or the system.
    case other(String)
  }

  /// The host that was asked.
  public let host: String
  /// What went wrong.
  public let cause: Cause

  /// A failure.
  public init(host: String, cause: Cause) {
    self.host = host
    self.cause = cause
  }

  /// Whether a connection that was there broke or fell silent, so that asking again at once may help.
  public var isInterruption: Bool {
    switch cause {
    case .readTimeout, .connectionLost: true
    default: false
    }
  }

  /// Whether the server could not be reached at all.
  public var isUnreachable: Bool {
    switch cause {
    case .noNetwork, .nameNotResolved, .refused, .connectTimeout: true
    default: false
    }
  }
}

extension HTTPFailure: CustomStringConvertible, LocalizedError {
  /// The host and the cause.
  public var description: String {
    switch cause {
    case .noNetwork: "\(host) cannot be reached: this machine has no connection to its network"
    case .nameNotResolved:
      "\(host) cannot be reached: its name was not found; is this machine connected, and is the name right?"
    case .refused: "\(host) refused the connection: nothing listens there"
    case .connectTimeout: "\(host) did not answer in time; a firewall or a proxy may be in between"
    case .readTimeout: "\(host) fell silent in the middle of the answer"
    case .deadline(let seconds): "\(host) did not finish its answer within \(seconds) seconds"
    case .connectionLost: "the connection to \(host) broke"
    case .tls(let reason): "no secure connection to \(host): \(reason)"
    case .proxy(let reason): "the proxy does not let a request to \(host) through: \(reason)"
    case .tooLong(let limit): "\(host) answered with more than \(limit) bytes, which is not read"
    case .forbiddenAddress(let address):
      "\(host) is \(address), no address of the public Internet, and was not asked"
    case .invalidRequest(let reason): "a request to \(host) cannot be sent: \(reason)"
    case .other(let reason): "the request to \(host) failed: \(reason)"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
