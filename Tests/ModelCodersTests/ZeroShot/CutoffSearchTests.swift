import Reliability
import Testing

@testable import ModelCoders

@Suite("Zero-shot: the search for a cut-off")
struct CutoffSearchTests {
  /// Numbers, and whether accepting each is right; refusing is right where it is not.
  private func examples(_ pairs: [(Double, Bool)]) -> [CutoffSearch.Example] {
    pairs.map { CutoffSearch.Example(number: $0, isRight: $1, isRightRefused: !$1) }
  }

  @Test func halfWayBetweenWrongAndRight() {
    let search = CutoffSearch.margin
    #expect(
      search.mostAccurate(examples([(0.01, false), (0.02, false), (0.04, true), (0.06, true)])) == 0.03)
    #expect(search.mostAccurate(examples([(0.06, true), (0.01, true)])) == 0)
    #expect(search.mostAccurate(examples([(0.5, false), (0.25, false)])) == 1.25)
    #expect(search.mostAccurate([]) == nil)
  }

  @Test func ofEqualOnesTheSmallestMargin() {
    // Each of 0 and .015 makes one answer right.
    #expect(CutoffSearch.margin.mostAccurate(examples([(0.01, true), (0.02, false)])) == 0)
    // Neither answer can be right: nothing is gained by refusing.
    let hopeless = [CutoffSearch.Example(number: 0.1, isRight: false, isRightRefused: false)]
    #expect(CutoffSearch.margin.mostAccurate(hopeless) == 0)
  }

  @Test func equalNumbersAreAnsweredAlike() {
    let pairs = [(0.1, false), (0.1, true), (0.1, true), (0.3, true)]
    #expect(CutoffSearch.margin.mostAccurate(examples(pairs)) == 0)
  }

  @Test func aThresholdStaysAtAHalfWhereNoOtherIsBetter() {
    let search = CutoffSearch.threshold
    #expect(search.mostAccurate(examples([(0.2, false), (0.9, true)])) == 0.5)
    #expect(search.mostAccurate(examples([(0.1, false), (0.3, true), (0.9, true)])) == 0.2)
    #expect(isNear(search.mostAccurate(examples([(0.6, false), (0.8, false), (0.9, true)])), 0.85))
    #expect(search.mostAccurate(examples([(0.3, true)])) == 0.15)
    #expect(search.mostAccurate(examples([(0.8, false)])) == 0.9)
  }

  @Test func saturatedProbabilities() throws {
    let above = try #require(CutoffSearch.threshold.mostAccurate(examples([(1, false), (1, false)])))
    #expect(above > 1)
    #expect(CutoffSearch.threshold.mostAccurate(examples([(0, true), (0, true)])) == 0)
    let next = (0.75).nextUp
    let between = try #require(
      CutoffSearch.threshold.mostAccurate(examples([(0.75, false), (next, true)])))
    #expect(between > 0.75 && between <= next)
  }

  @Test func theHighestF1() {
    let search = CutoffSearch.threshold
    // From .35 on: TP 2, one wrongly given, none missed: .8. From .5 on: TP 1, one missed: 2/3.
    #expect(isNear(search.highestF1(examples([(0.3, false), (0.4, true), (0.6, false), (0.8, true)])), 0.35))
    #expect(search.highestF1(examples([(0.3, false), (0.8, true)])) == 0.5)
    #expect(search.highestF1(examples([(0.3, false)])) == nil)
  }

  /// Against trying every candidate.
  @Test func asGoodAsAnyOther() throws {
    var generator = SplitMix64(seed: 5)
    for _ in 0..<200 {
      let seen = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        let number = Double(Int.random(in: 0...8, using: &generator)) / 8
        return CutoffSearch.Example(
          number: number, isRight: Bool.random(using: &generator), isRightRefused: .random(using: &generator))
      }
      func right(_ cutoff: Double) -> Int {
        seen.count { $0.number >= cutoff ? $0.isRight : $0.isRightRefused }
      }
      let found = try #require(CutoffSearch.threshold.mostAccurate(seen))
      let candidates = (0...17).map { Double($0) / 16 - 1.0 / 32 } + [1.1]
      #expect(right(found) == candidates.map(right).max())
    }
  }
}
