import ContentCoding
import Storage

/// What is said at the end of a run.
struct RunSummary {
  let run: Run
  /// What goes through the model: one of it, and many.
  let items: (one: String, many: String)
  let reasons: [(reason: Reason, count: Int)]
  /// How many posts the codings are of.
  let posts: Int
  /// What to do next.
  let next: NextStep

  var text: String {
    var lines = [
      "\(run.coder.name): \(Figures.count(run.tally.total, "coding")) of \(Figures.count(posts, "post")) in \(Figures.duration(run.seconds)): "
        + "\(Figures.count(run.tally.coded)) coded, \(Figures.count(run.tally.abstained)) abstained, "
        + "\(Figures.count(run.tally.failed)) failed"
    ]
    if run.tally.extracted > 0, run.seconds > 0 {
      lines.append(
        "\(Figures.count(run.tally.extracted, items.one, plural: items.many)) went through the encoder, "
          + "\(Figures.rate(Double(run.tally.extracted) / run.seconds)) a second; the others came from the cache"
      )
    }
    for (reason, count) in reasons.prefix(10) {
      lines.append("  \(Figures.count(count)) x \(reason)")
    }
    if reasons.count > 10 { lines.append("  and \(Figures.count(reasons.count - 10)) further reasons") }
    if let cost = run.tally.cost { lines.append("paid: $\(Figures.dollars(cost))") }
    lines.append("run \(run.id)")
    lines.append(next.text)
    return lines.joined(separator: "\n")
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
