import ContentCoding
import Foundation
import GRDB

extension Lease {
  /// Seconds without a heartbeat after which the holder counts as gone.
  public static let patience = 60.0

  /// The lease of this process at `date`.
  public static func held(at date: Date) -> Lease {
    Lease(host: hostName, process: ProcessInfo.processInfo.processIdentifier, heartbeat: date)
  }

  /// The name the machine gives itself; asking `ProcessInfo` may wait for a name server.
  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether the holder is gone: no heartbeat for ``patience`` seconds, or its process on this host is dead.
  ///
  /// - Parameters:
  ///   - now: the present.
  ///   - host: this machine's name; whether a process lives is known for this machine only.
  /// - Returns: whether another process may take over.
  public func isStale(at now: Date, seenFrom host: String) -> Bool {
    isStale(at: now, seenFrom: host, isAlive: Self.isAlive)
  }

  func isStale(at now: Date, seenFrom host: String, isAlive: (Int32) -> Bool) -> Bool {
    if abs(now.timeIntervalSince(heartbeat)) > Self.patience { return true }
    return self.host == host && !isAlive(process)
  }

  static func isAlive(_ process: Int32) -> Bool {
    kill(process, 0) == 0 || errno != ESRCH
  }

  init(stored row: Row) {
    self.init(
      host: row["lease_host"], process: row["lease_process"] ?? 0,
      heartbeat: (row["lease_heartbeat"] as String?).flatMap(Timestamp.date) ?? .distantPast)
  }
}
