import ContentCoding
import Foundation
import Reliability
import Testing

@Suite struct PairFiguresTests {
  /// 50 pairs, the first 30 within clusters.
  let pairs = (1...50).map { PostPair(number: $0, first: "a\($0)", second: "b\($0)", isWithin: $0 <= 30) }

  /// Cohen's kappa on the table 20, 5, 10, 15: agreement .7, chance .5, kappa .4 (the example of Wikipedia's "Cohen's kappa").
  @Test func twoPeopleAreCompared() throws {
    var anna: [Int: Bool] = [:]
    var ben: [Int: Bool] = [:]
    let cells = [(true, true, 20), (true, false, 5), (false, true, 10), (false, false, 15)]
    for (number, cell) in cells.flatMap({ cell in Array(repeating: cell, count: cell.2) }).enumerated() {
      anna[number + 1] = cell.0
      ben[number + 1] = cell.1
    }
    let figures = try PairFigures(of: pairs, judgements: ["ben": ben, "anna": anna])
    #expect(figures.within == 30 && figures.between == 20)
    #expect(figures.coders.map(\.coder) == ["anna", "ben"])
    #expect(figures.coders[0].within.belong == 25 && figures.coders[0].within.judged == 30)
    #expect(figures.coders[0].between.belong == 0 && figures.coders[0].between.share == .defined(0))
    #expect(figures.coders[1].within.interval == Interval.wilson(successes: 25, trials: 30))
    #expect(figures.unanimous?.within.belong == 20 && figures.unanimous?.within.judged == 30)
    let agreement = try #require(figures.agreements.first)
    #expect(figures.agreements.count == 1 && agreement.coders == ["anna", "ben"] && agreement.pairs == 50)
    #expect(agreement.agreement == .defined(0.7))
    #expect(abs((agreement.kappa.value ?? 0) - 0.4) < 1e-12)
    #expect(agreement.agreementInterval == Interval.wilson(successes: 35, trials: 50))
  }

  @Test func whatDoesNotExistSaysWhy() throws {
    let nobody = try PairFigures(of: pairs, judgements: [:])
    #expect(nobody.coders.isEmpty && nobody.agreements.isEmpty && nobody.unanimous == nil)
    let one = try PairFigures(of: pairs, judgements: ["anna": [1: true, 99: false]])
    #expect(one.coders[0].within.judged == 1)
    #expect(one.coders[0].between.share == .undefined(.noObservations))
    #expect(one.unanimous == nil && one.agreements.isEmpty)
    let apart = try PairFigures(of: pairs, judgements: ["anna": [1: true], "ben": [2: true]])
    #expect(apart.agreements[0].kappa == .undefined(.noObservations))
    #expect(apart.unanimous?.within.judged == 0)
    let same = try PairFigures(
      of: pairs, judgements: ["anna": [1: true, 2: true], "ben": [1: true, 2: true]])
    #expect(same.agreements[0].kappa == .undefined(.bothConstant))
    let json = String(decoding: try JSONEncoder().encode(same), as: UTF8.self)
    #expect(json.contains("bothConstant"))
  }
}
