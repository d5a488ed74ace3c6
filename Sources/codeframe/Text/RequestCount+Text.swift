import ContentCoding
import Prompting
import Workflows

extension RequestCount {
  /// The counts and what they may cost.
  var text: String {
    var lines = ["\(Figures.count(requests - remembered, "request")) would be sent to \(model)"]
    if remembered > 0 { lines.append("\(Figures.count(remembered)) were answered before and cost nothing") }
    if dependent > 0 {
      lines.append("\(Figures.count(dependent)) of them depend on replies and may be fewer")
    }
    if unasked > 0 {
      lines.append("\(Figures.count(unasked, "post")) cannot be asked about and get a reason")
    }
    if let estimate {
      lines.append(
        "about \(Figures.count(estimate.tokens.prompt)) tokens in and \(Figures.count(estimate.tokens.completion)) out; cost: "
          + (estimate.cost.map {
            "$\(Figures.dollars($0.lowerBound)) to $\(Figures.dollars($0.upperBound))"
          } ?? "unknown")
          + "; a reply that is no answer is asked again, at most twice, which comes on top; --budget covers that too"
      )
    }
    return lines.joined(separator: "\n")
  }
}
