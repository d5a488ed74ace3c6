import Foundation
import Reliability
import Testing

@Suite struct EstimateTests {
  @Test func jsonIsANumberOrNullWithAReason() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let estimates: [Estimate<Double>] = [.defined(0.5), .undefined(.bothConstant)]
    let data = try encoder.encode(estimates)
    #expect(String(decoding: data, as: UTF8.self) == #"[0.5,{"reason":"bothConstant","value":null}]"#)
    #expect(try JSONDecoder().decode([Estimate<Double>].self, from: data) == estimates)
    let interval = Estimate.defined(Interval(lower: 0, upper: 1, level: 0.95))
    #expect(try JSONDecoder().decode(Estimate<Interval>.self, from: encoder.encode(interval)) == interval)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Estimate<Double>.self, from: Data(#"{"reason":"moon"}"#.utf8))
    }
  }

  @Test func everyReasonHasWords() {
    #expect(Set(UndefinedReason.allCases.map(\.description)).count == UndefinedReason.allCases.count)
    #expect("\(Estimate<Double>.undefined(.noPairs))" == "undefined: no unit was coded by two coders")
  }
}
