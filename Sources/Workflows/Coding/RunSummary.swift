import ContentCoding
import Storage

/// What is said at the end of a run.
package struct RunSummary {
  package let run: Run
  /// What goes through the model: one of it, and many.
  package let items: (one: String, many: String)
  package let reasons: [(reason: Reason, count: Int)]
  /// How many posts the codings are of.
  package let posts: Int
  /// What to do next.
  package let next: NextStep

  package init(
    run: Run, items: (one: String, many: String), reasons: [(reason: Reason, count: Int)], posts: Int,
    next: NextStep
  ) {
    self.run = run
    self.items = items
    self.reasons = reasons
    self.posts = posts
    self.next = next
  }
}

extension Study {
  /// Why codings of the run have no value, the most frequent reason first.
  func failureReasons(ofRun id: String) throws -> [(reason: Reason, count: Int)] {
    var counts: [Reason: Int] = [:]
    try forEachCoding(run: id) { record in
      if let reason = record.coding.answer.reason { counts[reason, default: 0] += 1 }
    }
    return counts.map { (reason: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.reason.description) < ($0.count, $1.reason.description) }
  }
}
