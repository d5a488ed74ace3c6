import Foundation

/// Keeps the program from asking for more memory than the machine has: the one request fails and is said, where else the
/// kernel would end the program, or another one, without a word.
package enum MemoryLimit {
  /// A machine of little memory has swap, and much of what is asked for is never used.
  private static let least: UInt64 = 4 << 30

  /// Sets the bound for this process (`RLIMIT_DATA`; Linux only).
  ///
  /// A lower one that the user has set stays.
  package static func set() {
    #if os(Linux)
    let resource = __rlimit_resource_t(RLIMIT_DATA.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return }
    // The rest is for the system and its other programs.
    limit.rlim_cur = min(limit.rlim_cur, rlim_t(max(least, memory / 8 * 7)))
    setrlimit(resource, &limit)
    #endif
  }

  #if os(Linux)
  /// The bytes of memory that the machine has, or that its container may take.
  private static var memory: UInt64 {
    let machine = ProcessInfo.processInfo.physicalMemory
    let container = KernelFile.text(of: "/sys/fs/cgroup/memory.max").trimmingCharacters(
      in: .whitespacesAndNewlines)
    return min(machine, UInt64(container) ?? .max)
  }
  #endif
}
