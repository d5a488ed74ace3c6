import Testing
import Workflows

@testable import codeframe

struct ProgressLineTests {
  @Test func progressTellsRateAndTimeLeft() {
    #expect(
      ProgressLine.text(WorkProgress(done: 1000, total: 4000, noun: "posts", seconds: 5))
        == "1,000 of 4,000 posts (25 %) · 200 a second · 15 s left")
    #expect(ProgressLine.text(WorkProgress(done: 0, total: 0, noun: "posts", seconds: 0)) == "0 of 0 posts")
  }

  @Test func progressOfBytes() {
    #expect(
      ProgressLine.text(
        WorkProgress(
          done: 300_000_000, skipped: 100_000_000, total: 600_000_000, noun: "", unit: .bytes, seconds: 10))
        == "300.0 MB of 600.0 MB (50 %) · 20.0 MB a second · 15 s left")
    #expect(
      ProgressLine.text(WorkProgress(done: 5, skipped: 5, total: 10, noun: "", unit: .bytes, seconds: 1))
        == "5 B of 10 B (50 %)")
  }

  @Test func tablesAlign() {
    var table = TextTable([("coder", .left), ("n", .right)])
    table.add(["probe", "79"])
    table.add(["a\u{1B}[2Jb", "5"])
    #expect(table.text == "coder    n\n──────  ──\nprobe   79\na\u{FFFD}[2Jb   5")
  }
}
