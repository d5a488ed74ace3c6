import ContentCoding

extension RunSummary {
  /// What is said at the end of a run, as lines.
  package var text: String {
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
