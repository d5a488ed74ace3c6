import ContentCoding
import Prompting

/// What a prompted coder would ask, for `--dry-run`: every request is made, and none is sent.
struct RequestCount {
  private(set) var requests = 0
  private(set) var remembered = 0
  private(set) var unasked = 0
  /// Requests whose text depends on replies; whether they were paid before is known only when those are there.
  private(set) var dependent = 0
  private var estimate: CostEstimate?
  private let model: String

  private static let sampleSize = 100

  /// Makes the requests about `posts` that `workshop` would send.
  init(of posts: UncodedPosts, by workshop: PromptedWorkshop) async throws {
    model = "\(workshop.parameters.model) at \(workshop.address.text)"
    let planner = try await workshop.planner()
    let correspondence = workshop.correspondence(key: nil)
    var sample: [ChatRequest] = []
    let repetitions = max(1, workshop.parameters.repetitions)
    try await posts.forEachPage(of: 256) { page in
      for post in page {
        try Task.checkCancellation()
        let plan = try await planner.plan(for: post)
        if plan.unasked != nil { unasked += 1 }
        for planned in plan.requests {
          requests += repetitions
          if planned.note != nil {
            dependent += repetitions
          } else if !workshop.bench.asking.isFresh {
            for repetition in 0..<repetitions
            where try correspondence.remembers(planned.request, repetition: repetition) {
              remembered += 1
            }
          }
          if sample.count < Self.sampleSize { sample.append(planned.request) }
        }
      }
    }
    estimate = CostEstimate(sample: sample, requests: requests - remembered, price: workshop.price)
  }

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
