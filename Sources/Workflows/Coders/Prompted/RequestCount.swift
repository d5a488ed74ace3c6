import ContentCoding
import Prompting

/// What a prompted coder would ask, for `--dry-run`: every request is made, and none is sent.
package struct RequestCount {
  package private(set) var requests = 0
  package private(set) var remembered = 0
  package private(set) var unasked = 0
  /// Requests whose text depends on replies; whether they were paid before is known only when those are there.
  package private(set) var dependent = 0
  /// What the requests may cost; nil where none would be sent.
  package private(set) var estimate: CostEstimate?
  /// The model and its endpoint.
  package let model: String

  private static let sampleSize = 100

  /// Makes the requests about `posts` that `setup` would send.
  init(of posts: UncodedPosts, by setup: PromptedSetup) async throws {
    model = "\(setup.parameters.model) at \(setup.address.text)"
    let planner = try await setup.planner()
    let correspondence = setup.correspondence(key: nil)
    var sample: [ChatRequest] = []
    let repetitions = max(1, setup.parameters.repetitions)
    try await posts.forEachPage(of: 256) { page in
      for post in page {
        try Task.checkCancellation()
        let plan = try await planner.plan(for: post)
        if plan.unasked != nil { unasked += 1 }
        for planned in plan.requests {
          requests += repetitions
          if planned.note != nil {
            dependent += repetitions
          } else if !setup.context.asking.isFresh {
            for repetition in 0..<repetitions
            where try correspondence.remembers(planned.request, repetition: repetition) {
              remembered += 1
            }
          }
          if sample.count < Self.sampleSize { sample.append(planned.request) }
        }
      }
    }
    estimate = CostEstimate(sample: sample, requests: requests - remembered, price: setup.price)
  }
}
