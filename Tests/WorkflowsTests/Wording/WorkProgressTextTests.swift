import Testing
import Workflows

struct WorkProgressTextTests {
  @Test func progressTellsRateAndTimeLeft() {
    #expect(
      WorkProgress(done: 1000, total: 4000, noun: "posts", seconds: 5).text
        == "1,000 of 4,000 posts (25 %) · 200 a second · 15 s left")
    #expect(WorkProgress(done: 0, total: 0, noun: "posts", seconds: 0).text == "0 of 0 posts")
  }

  @Test func progressOfBytes() {
    #expect(
      WorkProgress(
        done: 300_000_000, skipped: 100_000_000, total: 600_000_000, noun: "", unit: .bytes, seconds: 10
      ).text
        == "300.0 MB of 600.0 MB (50 %) · 20.0 MB a second · 15 s left")
    #expect(
      WorkProgress(done: 5, skipped: 5, total: 10, noun: "", unit: .bytes, seconds: 1).text
        == "5 B of 10 B (50 %)")
  }
}
