import Reliability
import Testing

@Suite("Medians with intervals")
struct MedianIntervalTests {
  /// Twenty numbers: ranks 10 -+ 1.96 x sqrt(20) / 2 are 5.6 and 14.4, outwards 5 and 15.
  @Test func ranksByHand() {
    let found = MedianInterval((1...20).map(Double.init).reversed())
    #expect(found.median == .defined(10.5))
    #expect(found.interval.value?.lower == 5)
    #expect(found.interval.value?.upper == 16)
  }

  @Test func fewNumbersSayWhy() {
    #expect(MedianInterval([]).median == .undefined(.noObservations))
    #expect(MedianInterval([3]).median == .defined(3))
    #expect(MedianInterval([1, 2, 3, 4, 5]).interval == .undefined(.tooFewUnits))
  }

  /// The interval holds the median of what the numbers were drawn from in 95 % of samples or more.
  @Test func coverage() {
    var chance = SplitMix64(seed: 5)
    var held = 0
    for _ in 0..<400 {
      let numbers = (0..<41).map { _ in
        let u = Double(chance.next() >> 11) * 0x1p-53
        return u * u
      }
      if MedianInterval(numbers).interval.value?.contains(0.25) == true { held += 1 }
    }
    #expect(held >= 372)
  }
}
