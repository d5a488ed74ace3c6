import Foundation
import Synchronization

/// A web server on this machine that has pictures, and fails as those of platforms do.
final class PictureServer: Sendable {
  /// What stands behind a path.
  enum Page: Sendable {
    case bytes([UInt8], type: String)
    case status(Int)
    case movedTo(String)
    /// Says a length and breaks off before it.
    case cutOff([UInt8], length: Int)
    /// Sends without end and without a length.
    case endless([UInt8])
    /// A byte at a time, for ever.
    case trickle([UInt8])
    /// Fails so often before it answers.
    case busy(times: Int, [UInt8])
  }

  let port: Int
  private let listener: Int32
  private let pages: Mutex<[String: Page]>
  private let asked = Mutex<[(path: String, head: String)]>([])
  private let isOpen = Atomic(true)

  /// Runs `body` beside a server with these pages.
  static func with<T>(_ pages: [String: Page], body: (PictureServer) async throws -> T) async throws -> T {
    let server = try PictureServer(pages)
    defer { server.stop() }
    return try await body(server)
  }

  private struct CannotListen: Error {}

  private init(_ pages: [String: Page]) throws {
    self.pages = Mutex(pages)
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let handle = listener
    let isBound = withUnsafeMutablePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(handle, $0, size) == 0 && listen(handle, 64) == 0 && getsockname(handle, $0, &size) == 0
      }
    }
    guard isBound else { throw CannotListen() }
    port = Int(UInt16(bigEndian: place.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(handle, nil, nil)
        guard client >= 0, let self, isOpen.load(ordering: .relaxed) else { return }
        Thread.detachNewThread { self.answer(client) }
      }
    }
  }

  private func stop() {
    isOpen.store(false, ordering: .relaxed)
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// The address of a path.
  func address(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// The paths that were asked for, in order.
  var paths: [String] { asked.withLock { $0.map(\.path) } }
  /// The heads of all requests.
  var heads: [String] { asked.withLock { $0.map(\.head) } }

  /// Puts something else behind a path.
  func set(_ path: String, to page: Page) { pages.withLock { $0[path] = page } }

  private func answer(_ client: Int32) {
    defer { close(client) }
    var head: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      let count = recv(client, &piece, piece.count, 0)
      guard count > 0 else { return }
      head += piece[..<count]
    }
    let text = String(decoding: head, as: UTF8.self)
    let path = text.split(separator: " ").dropFirst().first.map(String.init) ?? "/"
    asked.withLock { $0.append((path, text)) }
    let page = pages.withLock { pages -> Page in
      guard case .busy(let times, let bytes)? = pages[path] else { return pages[path] ?? .status(404) }
      pages[path] = times > 1 ? .busy(times: times - 1, bytes) : .bytes(bytes, type: "image/png")
      return .status(503)
    }
    switch page {
    case .bytes(let bytes, let type):
      reply(client, "200 OK", ["Content-Type: \(type)", "Content-Length: \(bytes.count)"], bytes)
    case .status(let code): reply(client, "\(code) Status", ["Content-Length: 0", "Retry-After: 0"], [])
    case .movedTo(let place): reply(client, "302 Found", ["Location: \(place)", "Content-Length: 0"], [])
    case .cutOff(let bytes, let length): reply(client, "200 OK", ["Content-Length: \(length)"], bytes)
    case .endless(let bytes):
      guard reply(client, "200 OK", ["Content-Type: image/png"], bytes) else { return }
      let more = [UInt8](repeating: 7, count: 1 << 16)
      while isOpen.load(ordering: .relaxed), put(client, more) {}
    case .trickle(let bytes):
      guard reply(client, "200 OK", ["Content-Type: image/png"], bytes) else { return }
      while isOpen.load(ordering: .relaxed), put(client, [7]) { usleep(20_000) }
    case .busy: break
    }
  }

  @discardableResult
  private func reply(_ client: Int32, _ status: String, _ fields: [String], _ body: [UInt8]) -> Bool {
    put(
      client,
      Array("HTTP/1.1 \(status)\r\nConnection: close\r\n\(fields.map { $0 + "\r\n" }.joined())\r\n".utf8)
        + body)
  }

  private func put(_ client: Int32, _ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
