import Testing

@testable import Workflows

struct ProgressMeterTests {
  @Test func theFirstStepIsTold() {
    let listener = RecordingListener()
    let meter = ProgressMeter(total: 10, noun: "posts", for: listener)
    meter.advance(by: 3)
    #expect(listener.progress.map(\.done) == [3])
    #expect(listener.progress.first?.total == 10)
  }

  @Test func manyStepsAtOnceAreToldSeldom() {
    let listener = RecordingListener()
    let meter = ProgressMeter(total: 10_000, noun: "posts", for: listener)
    let start = ContinuousClock.now
    for _ in 0..<10_000 { meter.advance(by: 1) }
    let tenths = Int((ContinuousClock.now - start) / .milliseconds(100))
    #expect(listener.progress.count <= tenths + 1)
  }

  @Test func whatWasThereMakesNoRate() {
    let progress = WorkProgress(done: 60, skipped: 50, total: 100, noun: "posts", seconds: 5)
    #expect(progress.rate == 2)
    #expect(progress.secondsLeft == 20)
    #expect(progress.percent == 60)
  }

  @Test func nothingDoneHasNoRate() {
    let progress = WorkProgress(done: 0, total: 0, noun: "posts", seconds: 0)
    #expect(progress.rate == nil)
    #expect(progress.secondsLeft == nil)
    #expect(progress.percent == nil)
  }
}
