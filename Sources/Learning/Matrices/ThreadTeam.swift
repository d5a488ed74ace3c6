import Dispatch

/// How many threads share the products and steps of what runs inside `$threads.withValue`.
///
/// Work is cut by its shape alone, never by the number of threads, so that this number changes no bit of a result.
enum ThreadTeam {
  @TaskLocal static var threads = 1

  /// Calls `body` with each of `0 ..< count`, in any order and on up to `threads` threads; returns when all are done.
  static func each(_ count: Int, _ body: (Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
      for piece in 0..<count { body(piece) }
      return
    }
    withoutActuallyEscaping(body) { body in
      // Pieces write to entries of their own, and this call outlives all of them.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        for piece in stride(from: worker, to: count, by: workers) { body(piece) }
      }
    }
  }

  /// The same with `0 ..< total` cut into ranges of `length`, the last one shorter.
  static func eachRange(of total: Int, length: Int, _ body: (Range<Int>) -> Void) {
    each((total + length - 1) / length) { piece in
      body(piece * length..<min((piece + 1) * length, total))
    }
  }
}
