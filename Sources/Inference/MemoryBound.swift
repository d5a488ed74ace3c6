import Foundation
import Synchronization

/// Bounds the memory that a model takes while it is opened: a file of some hundred bytes can hold a constant of gigabytes, which
/// the engine computes then.
///
/// On Linux the kernel keeps the bound (`RLIMIT_DATA`, of the whole process); elsewhere there is none.
enum MemoryBound {
  /// What may be taken beside the multiple of the files.
  private static let spare: UInt64 = 2 << 30
  /// How many times its files a model may take: weights are copied, turned and packed.
  private static let multiple: UInt64 = 6
  private static let turn = Mutex(())

  /// How much opening a model of `files` bytes may take, in bytes.
  static func bytes(forFilesOf files: UInt64) -> UInt64 { spare + multiple * min(files, 1 << 50) }

  /// Does `work` while the process can take at most `bytes` more than it has; one at a time.
  static func holding<Value>(to bytes: UInt64, _ work: () -> Value) -> Value {
    #if os(Linux)
    return turn.withLock { _ in
      var usual = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &usual) == 0, let taken = taken() else {
        return work()
      }
      var bound = usual
      bound.rlim_cur = min(usual.rlim_cur, rlim_t(taken + bytes))
      setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &bound)
      defer { setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &usual) }
      return work()
    }
    #else
    return work()
    #endif
  }

  #if os(Linux)
  /// The data that the process has taken by the kernel's count, in bytes.
  private static func taken() -> UInt64? {
    guard let status = FileHandle(forReadingAtPath: "/proc/self/status"),
      let text = try? status.readToEnd(),
      let line = String(decoding: text, as: UTF8.self).split(separator: "\n").first(where: {
        $0.hasPrefix("VmData:")
      })
    else { return nil }
    return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { UInt64($0) }.map {
      $0 * 1024
    }
  }
  #endif
}
