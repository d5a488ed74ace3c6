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

  /// Whether the holder is gone: on this host, whether its process is dead, whatever the clocks say; on another, whether there
  /// was no heartbeat for ``patience`` seconds.
  ///
  /// - Parameters:
  ///   - now: the present.
  ///   - host: this machine's name; whether a process lives is known for this machine only.
  /// - Returns: whether another process may take over.
  public func isStale(at now: Date, seenFrom host: String) -> Bool {
    isStale(at: now, seenFrom: host, isAlive: Self.isAlive)
  }

  func isStale(at now: Date, seenFrom host: String, isAlive: (Int32) -> Bool) -> Bool {
    self.host == host ? !isAlive(process) : abs(now.timeIntervalSince(heartbeat)) > Self.patience
  }

  /// Whether the process lives and is this program: numbers of processes are given out again.
  static func isAlive(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 || errno != ESRCH else { return false }
    #if os(Linux)
    guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
      let other = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
    else { return true }
    // A program that was built or installed anew while it ran is called "... (deleted)".
    return Self.name(own) == Self.name(other)
    #else
    return true
    #endif
  }

  private static func name(_ path: String) -> String {
    URL(fileURLWithPath: path.replacing(" (deleted)", with: "")).lastPathComponent
  }

  init(stored row: Row) throws {
    self.init(
      host: try row.value("lease_host"), process: try row.value("lease_process") ?? 0,
      heartbeat: (try row.value("lease_heartbeat") as String?).flatMap(StoredTime.date) ?? .distantPast)
  }
}
