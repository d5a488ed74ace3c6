import ContentCoding

/// What the requests about one post took, and who answered them.
struct Expenses: Sendable {
  private var usage = TokenUsage()
  private var latency = 0.0
  private var cost: Double? = 0
  private var requests = 0
  private var models: [String] = []
  private var fingerprints: [String] = []

  mutating func add(_ reply: ChatReply) {
    requests += 1
    usage.prompt = usage.prompt.addingReportingOverflow(reply.usage.prompt).partialValue
    usage.cached = usage.cached.addingReportingOverflow(reply.usage.cached).partialValue
    usage.completion = usage.completion.addingReportingOverflow(reply.usage.completion).partialValue
    latency += reply.latency
    cost = cost.flatMap { sum in reply.cost.map { sum + $0 } }
    if let model = reply.model, !models.contains(model) { models.append(model) }
    if let fingerprint = reply.fingerprint, !fingerprints.contains(fingerprint) {
      fingerprints.append(fingerprint)
    }
  }

  /// `answers` with the post's price shared evenly, so that sums over a run are right, and in the details of each the tokens,
  /// seconds and requests of the whole post.
  ///
  /// The price is nil where nothing was asked, and where the price of any reply is unknown.
  func shared(among answers: [Answer]) -> [Answer] {
    guard requests > 0, !answers.isEmpty else { return answers }
    let share = cost.map { $0 / Double(answers.count) }
    var details = [
      "prompt_tokens": "\(usage.prompt)", "completion_tokens": "\(usage.completion)",
      "seconds": "\((latency * 1000).rounded() / 1000)",
    ]
    if usage.cached > 0 { details["cached_tokens"] = "\(usage.cached)" }
    if requests > 1 { details["requests"] = "\(requests)" }
    if !models.isEmpty { details["model"] = models.joined(separator: "; ") }
    if !fingerprints.isEmpty { details["fingerprint"] = fingerprints.joined(separator: "; ") }
    return answers.map { answer in
      var answer = answer
      answer.cost = share
      answer.details.merge(details) { own, _ in own }
      return answer
    }
  }
}
