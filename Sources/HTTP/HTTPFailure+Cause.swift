import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension HTTPFailure {
  /// What the libraries below threw, as a failure; a cancellation stays one.
  static func from(_ error: any Error, host: String) -> any Error {
    if error is CancellationError || error is HTTPFailure { return error }
    if let client = error as? HTTPClientError, client == .cancelled { return CancellationError() }
    return HTTPFailure(host: host, cause: cause(of: error))
  }

  private static func cause(of error: any Error) -> Cause {
    switch error {
    case let error as HTTPClientError: cause(of: error)
    case let error as NIOConnectionError: cause(of: error)
    case let error as IOError: cause(ofSystemError: error.errnoCode)
    case let error as ChannelError: cause(of: error)
    case HTTPParserError.invalidEOFState: .connectionLost
    case let error as NIOSSLError: .tls(words(for: error))
    case let error as NIOSSLExtraError: .tls(error.description)
    case let error as BoringSSLError: .tls("\(error)")
    default: .other("\(error)")
    }
  }

  private static func cause(of error: HTTPClientError) -> Cause {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout, .deadlineExceeded: .connectTimeout
    case .readTimeout, .writeTimeout: .readTimeout
    case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled: .connectionLost
    case .tlsHandshakeTimeout: .tls("the server did not answer the greeting in time")
    case .proxyAuthenticationRequired: .proxy("it wants a user name and a password")
    case .invalidProxyResponse: .proxy("it answered with an error")
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout: .proxy("it did not answer in time")
    case .invalidURL, .emptyHost, .emptyScheme: .invalidRequest("the address is not whole")
    default:
      error.shortDescription.hasPrefix("Invalid header")
        ? .invalidRequest("a header field holds characters that it may not")
        : .other(error.shortDescription)
    }
  }

  private static func cause(of error: NIOConnectionError) -> Cause {
    if let failure = error.connectionErrors.first { return cause(of: failure.error) }
    return error.dnsAError != nil || error.dnsAAAAError != nil ? .nameNotResolved : .connectTimeout
  }

  private static func cause(of error: ChannelError) -> Cause {
    switch error {
    case .connectTimeout: .connectTimeout
    case .eof, .ioOnClosedChannel, .inputClosed, .outputClosed, .alreadyClosed: .connectionLost
    default: .other("\(error)")
    }
  }

  private static func cause(ofSystemError number: CInt) -> Cause {
    switch number {
    case ECONNREFUSED: .refused
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL: .noNetwork
    case ETIMEDOUT: .connectTimeout
    case ECONNRESET, EPIPE, ECONNABORTED, ENOTCONN: .connectionLost
    default: .other(String(cString: strerror(number)))
    }
  }

  private static func words(for error: NIOSSLError) -> String {
    let text = "\(error)"
    return text.contains("CERTIFICATE_VERIFY_FAILED")
      ? "its certificate is signed by none that this machine trusts; SSL_CERT_FILE can name others" : text
  }
}
