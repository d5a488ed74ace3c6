import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Sends requests over connections that are kept and used again.
///
/// - Nothing is set up before the first request, so that a command that sends none does not wait for it.
/// - Redirections are not followed: only the caller knows which host may see which header field.
/// - Bodies are not decompressed: lengths and ranges count the bytes that the server keeps.
/// - HTTP/1.1 is spoken, so that each transfer has a connection of its own and none fills another's window.
///
/// ``shutDown()`` closes the connections; a transport that is let go closes them as well, in its own time.
public final class HTTPTransport: Sendable {
  /// What a client is for: a proxy, or one host at the address that was looked at.
  private struct Way: Hashable {
    var proxy: ProxySettings.Server?
    var host: String?
  }

  private struct State {
    var clients: [Way: HTTPClient] = [:]
    var addresses: [String: NetworkAddress] = [:]
    var isShutDown = false
  }

  private let userAgent: String
  private let timeouts: HTTPTimeouts
  private let proxies: ProxySettings
  private let certificates: String?
  private let policy: AddressPolicy
  private let state = Mutex(State())

  /// A transport.
  ///
  /// - Parameters:
  ///   - userAgent: How the program calls itself: `codeframe/VERSION`.
  ///   - timeouts: How long is waited.
  ///   - environment: Read for `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY` and `SSL_CERT_FILE`, a file of the certificates
  ///     that are trusted in place of the system's.
  ///   - addresses: Which addresses are asked. Where a proxy is used, it resolves names, and so it decides.
  public init(
    userAgent: String, timeouts: HTTPTimeouts = HTTPTimeouts(),
    environment: [String: String] = ProcessInfo.processInfo.environment, addresses: AddressPolicy = .any
  ) {
    policy = addresses
    self.userAgent = userAgent
    self.timeouts = timeouts
    proxies = ProxySettings(environment: environment)
    certificates = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
  }

  deinit {
    for client in state.withLock({ $0.clients.values }) { client.shutdown { _ in } }
  }

  /// Runs `body` with a transport, whose connections are closed afterwards.
  public static func with<Result>(
    userAgent: String, timeouts: HTTPTimeouts = HTTPTimeouts(),
    environment: [String: String] = ProcessInfo.processInfo.environment, addresses: AddressPolicy = .any,
    body: (HTTPTransport) async throws -> Result
  ) async throws -> Result {
    let transport = HTTPTransport(
      userAgent: userAgent, timeouts: timeouts, environment: environment, addresses: addresses)
    do {
      let result = try await body(transport)
      await transport.shutDown()
      return result
    } catch {
      await transport.shutDown()
      throw error
    }
  }

  /// Sends a request and waits for the head of the answer.
  ///
  /// - Parameter request: What is asked.
  /// - Returns: The answer, whatever its status; its body is read after.
  /// - Throws: `HTTPFailure` where there is none; `CancellationError`.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let host = request.url.host ?? request.url.absoluteString
    guard ["http", "https"].contains(request.url.scheme?.lowercased()), request.url.host?.isEmpty == false
    else { throw HTTPFailure(host: host, cause: .invalidRequest("the address is not http:// or https://")) }
    do {
      try Task.checkCancellation()
      let address = try await address(of: host, for: request.url)
      let response = try await client(for: request.url, at: address).execute(
        try wire(request), deadline: .distantFuture, logger: nil)
      var fields = HTTPFields()
      for (name, value) in response.headers { fields.append(name, value) }
      return HTTPResponse(
        status: Int(response.status.code), fields: fields, body: HTTPBody(base: response.body, host: host))
    } catch {
      throw HTTPFailure.from(error, host: host)
    }
  }

  /// Closes all connections; requests that come later fail.
  public func shutDown() async {
    let clients = state.withLock { state in
      state.isShutDown = true
      defer { state.clients = [:] }
      return state.clients.values
    }
    for client in clients { try? await client.shutdown() }
  }

  private func wire(_ request: HTTPRequest) throws -> HTTPClientRequest {
    var wire = HTTPClientRequest(url: request.url.absoluteString)
    wire.method = HTTPMethod(rawValue: request.method.rawValue)
    wire.headers.add(name: "User-Agent", value: userAgent)
    wire.headers.add(name: "Accept-Encoding", value: "identity")
    for field in request.fields.all { wire.headers.replaceOrAdd(name: field.name, value: field.value) }
    wire.body = request.body.map { .bytes($0) }
    if request.body == nil, let upload = try request.upload?.pieces() {
      wire.body = .stream(upload.pieces, length: .known(upload.length))
    }
    return wire
  }

  /// The address at which a host is asked; nil where any is right.
  private func address(of host: String, for url: URL) async throws -> NetworkAddress? {
    guard policy == .publicOnly, try proxies.server(for: url) == nil else { return nil }
    if let known = state.withLock({ $0.addresses[host] }) { return known }
    let found = await NetworkAddress.resolved(host)
    guard let first = found.first else { throw HTTPFailure(host: host, cause: .nameNotResolved) }
    // One that is not public among several is no accident.
    if let forbidden = found.first(where: { !$0.isPublic }) {
      throw HTTPFailure(host: host, cause: .forbiddenAddress(forbidden.description))
    }
    state.withLock { $0.addresses[host] = first }
    return first
  }

  private func client(for url: URL, at address: NetworkAddress?) throws -> HTTPClient {
    let host = address == nil ? nil : url.host
    let way = Way(proxy: try proxies.server(for: url), host: host)
    return try state.withLock { state in
      guard !state.isShutDown else { throw HTTPClientError.alreadyShutdown }
      if let client = state.clients[way] { return client }
      var configuration = try configuration(proxy: way.proxy)
      if let host, let address { configuration.dnsOverride = [host: address.description] }
      let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
      state.clients[way] = client
      return client
    }
  }

  private func configuration(proxy: ProxySettings.Server?) throws -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: .init(timeouts.connect), read: .init(timeouts.read)),
      proxy: proxy?.wire, decompression: .disabled)
    configuration.connectionPool.idleTimeout = .init(timeouts.idle)
    // How many requests are sent to a host at once is for the callers to say.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
    // Whether it is worth trying again is for the retry policy to say.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    if let certificates {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(certificates)
      configuration.tlsConfiguration = tls
    }
    return configuration
  }
}
