import HeldAnswers
import NIOCore
import NIOPosix
import Synchronization

/// A server on this machine that behaves as the Hugging Face hub does, and fails as one can.
///
/// Two ports of the loopback: the hub lists repositories, sends small files after a redirection to itself, and
/// redirects to the second server for large ones, as the hub does to its CDN.
public final class LocalHub: Sendable {
  struct State {
    var repositories: [String: HubRepository] = [:]
    var tokens: Set<String> = []
    var faults: [String: [HubFault]] = [:]
    var requests: [HubRequest] = []
    var hubPort = 0
    var cdnPort = 0
  }

  let state = Mutex(State())
  private let held = HeldAnswers<any Channel>()
  private let channels = Mutex<[any Channel]>([])

  /// A hub without repositories, not started yet.
  public init() {}

  /// Runs `body` with a started hub, which is stopped afterwards.
  public static func with<Result>(
    _ repositories: HubRepository..., body: (LocalHub) async throws -> Result
  ) async throws -> Result {
    let hub = LocalHub()
    for repository in repositories { hub.add(repository) }
    try await hub.start()
    do {
      let result = try await body(hub)
      await hub.stop()
      return result
    } catch {
      await hub.stop()
      throw error
    }
  }

  /// Listens on two free ports.
  public func start() async throws {
    let hub = try await listen(as: .hub)
    let cdn = try await listen(as: .cdn)
    channels.withLock { $0 = [hub, cdn] }
    state.withLock {
      $0.hubPort = hub.localAddress?.port ?? 0
      $0.cdnPort = cdn.localAddress?.port ?? 0
    }
  }

  /// Closes both ports and the connections that are held.
  public func stop() async {
    release()
    for channel in channels.withLock({ $0 }) { try? await channel.close() }
  }

  /// What `HF_ENDPOINT` is set to.
  public var endpoint: String { "http://127.0.0.1:\(state.withLock { $0.hubPort })" }

  /// The second server.
  public var cdn: String { "http://127.0.0.1:\(state.withLock { $0.cdnPort })" }

  /// Adds a repository, or replaces the one of its name.
  public func add(_ repository: HubRepository) {
    state.withLock { $0.repositories[repository.name] = repository }
  }

  /// Lets this token read gated and hidden repositories.
  public func accept(token: String) {
    state.withLock { _ = $0.tokens.insert(token) }
  }

  /// The next answers about a file, a path below `/`, or `api` for a listing fail in these ways, one after the other.
  public func fail(_ path: String, _ faults: HubFault...) {
    state.withLock { $0.faults[path, default: []] += faults }
  }

  /// All requests so far, in their order.
  public var requests: [HubRequest] { state.withLock { $0.requests } }

  /// The requests for the bytes of a file.
  public func transfers(of path: String) -> [HubRequest] {
    requests.filter { request in
      let place = request.uri.split(separator: "?")[0]
      return place.hasSuffix("/\(path)")
        && (place.hasPrefix("/cdn/") || place.hasPrefix("/api/resolve-cache/"))
    }
  }

  /// Forgets the requests so far.
  public func forget() { state.withLock { $0.requests = [] } }

  /// Waits until an answer is held back.
  public func waitUntilHeld() async {
    await held.wait()
  }

  /// Closes the connections whose answers are held back.
  public func release() {
    for channel in held.take() { channel.close(promise: nil) }
  }

  func hold(_ channel: any Channel) {
    held.hold(channel)
  }

  private func listen(as server: HubRequest.Server) async throws -> any Channel {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(HubHandler(hub: self, server: server))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }
}
