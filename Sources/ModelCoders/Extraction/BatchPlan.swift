/// How a queue of items is cut into batches that workers take one after another.
///
/// Batches are as large as the extractor likes until little is left, then smaller and smaller, so that all workers end at
/// about the same time ("guided self-scheduling": C. D. Polychronopoulos and D. J. Kuck, IEEE Transactions on Computers 36,
/// 1987): with batches of one size, a worker would wait for half a batch on average while another has the last one.
struct BatchPlan {
  /// Positions in the queue, in order, without gaps; none is empty.
  let batches: [Range<Int>]

  /// A plan.
  ///
  /// - Parameters:
  ///   - count: the length of the queue.
  ///   - batchSize: what no batch exceeds; at least 1 is taken.
  ///   - workers: how many take batches at the same time.
  init(count: Int, batchSize: Int, workers: Int) {
    var batches: [Range<Int>] = []
    var start = 0
    while start < count {
      let rest = count - start
      // With one worker nobody waits; with more, each gets two batches of what is left.
      let share = workers > 1 ? (rest - 1) / (2 * workers) + 1 : rest
      let end = start + max(1, min(batchSize, share))
      batches.append(start..<end)
      start = end
    }
    self.batches = batches
  }
}
