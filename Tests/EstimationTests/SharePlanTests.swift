import Estimation
import Testing

@Suite("How many posts a share takes")
struct SharePlanTests {
  /// Cochran: 1.96² x .25 / .05² = 384.1 of a large corpus, and 277.7 of 1,000 posts.
  @Test func byHand() {
    #expect(SharePlan(share: 0.5, correlation: nil, width: 0.1, posts: 100_000_000).byHand == 385)
    #expect(SharePlan(share: 0.5, correlation: nil, width: 0.1, posts: 1000).byHand == 278)
  }

  @Test func aCoderThatGoesWithGoldSavesPosts() {
    let plan = SharePlan(share: 0.3, correlation: 0.8, width: 0.1, posts: 1_000_000)
    #expect(abs(Double(plan.withCoder ?? 0) / Double(plan.byHand) - 0.36) < 0.01)
    #expect(SharePlan(share: 0.3, correlation: 1, width: 0.1, posts: 100).withCoder == 0)
    #expect(SharePlan(share: 0.3, correlation: nil, width: 0.1, posts: 100).withCoder == nil)
  }

  @Test func theCorpusIsTheLimit() {
    #expect(SharePlan(share: 0.5, correlation: nil, width: 0.0001, posts: 50).byHand == 50)
    #expect(SharePlan(share: 0, correlation: nil, width: 0.1, posts: 50).byHand == 0)
  }
}
