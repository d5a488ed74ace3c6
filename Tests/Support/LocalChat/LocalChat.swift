import HeldAnswers
import NIOCore
import NIOPosix
import Synchronization

/// A server on this machine that behaves as an OpenAI-compatible endpoint does, and fails as one can.
///
/// It serves `/v1/chat/completions`, `/v1/models`, `/v1/files` and `/v1/batches`. What the model says is computed from
/// the question by a closure.
public final class LocalChat: Sendable {
  struct State {
    var conduct: ChatConduct
    var faults: [ChatFault] = []
    var calls: [ChatCall] = []
    var arrivals: [Double] = []
    var firstArrival = 0
    var overLimit = 0
    var busiest = 0
    var answered = 0
    var files: [String: [UInt8]] = [:]
    var batches: [String: LocalBatch] = [:]
    var port = 0
  }

  let state: Mutex<State>
  private let held = HeldAnswers<@Sendable () -> Void>()
  let say: @Sendable (ChatCall.Question) -> String
  let fault: @Sendable (ChatCall) -> ChatFault?
  let start = ContinuousClock.now
  private let channel = Mutex<(any Channel)?>(nil)

  /// A server that is not started yet.
  ///
  /// - Parameters:
  ///   - conduct: how it behaves all the time.
  ///   - fault: what goes wrong with a chat's answer; it is asked once for each, where ``fail(_:)`` left nothing.
  ///   - say: what the model says.
  public init(
    _ conduct: ChatConduct = ChatConduct(),
    fault: @escaping @Sendable (ChatCall) -> ChatFault? = { _ in nil },
    say: @escaping @Sendable (ChatCall.Question) -> String
  ) {
    state = Mutex(State(conduct: conduct))
    self.fault = fault
    self.say = say
  }

  /// Listens on the loopback; port 0 for a free one.
  public func start(port: Int = 0) async throws {
    let bound = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(ChatHandler(chat: self))
        }
      }
      .bind(host: "127.0.0.1", port: port).get()
    channel.withLock { $0 = bound }
    state.withLock { $0.port = bound.localAddress?.port ?? 0 }
  }

  /// Sends what is held, and closes the port.
  public func stop() async {
    release()
    try? await channel.withLock { $0 }?.close()
  }

  /// Runs `body` with this server started, and stops it afterwards.
  public func run<Result>(_ body: (LocalChat) async throws -> Result) async throws -> Result {
    try await start()
    do {
      let result = try await body(self)
      await stop()
      return result
    } catch {
      await stop()
      throw error
    }
  }

  /// The endpoint's address.
  public var endpoint: String { "http://127.0.0.1:\(state.withLock { $0.port })/v1" }

  /// The next chats fail in these ways, one after the other.
  public func fail(_ faults: ChatFault...) { state.withLock { $0.faults += faults } }

  /// Behaves otherwise from now on.
  public func behave(_ change: (inout ChatConduct) -> Void) { state.withLock { change(&$0.conduct) } }

  /// All requests so far, in their order.
  public var calls: [ChatCall] { state.withLock { $0.calls } }

  /// The chats among the requests.
  public var chats: [ChatCall] { calls.filter { $0.question != nil } }

  /// How many chats were answered by the model.
  public var answered: Int { state.withLock { $0.answered } }

  /// How many requests came above the limit.
  public var overLimit: Int { state.withLock { $0.overLimit } }

  /// The most requests that came within one window.
  public var busiestWindow: Int { state.withLock { $0.busiest } }

  /// How often each body came.
  public var counts: [UInt64: Int] {
    Dictionary(chats.map { ($0.bodyHash, 1) }, uniquingKeysWith: +)
  }

  /// Waits until an answer is held back.
  public func waitUntilHeld() async {
    await held.wait()
  }

  /// Sends the answers that are held back.
  public func release() {
    for send in held.take() { send() }
  }

  func hold(_ send: @escaping @Sendable () -> Void) {
    held.hold(send)
  }
}
