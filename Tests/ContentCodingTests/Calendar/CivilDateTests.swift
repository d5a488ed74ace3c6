import ContentCoding
import Foundation
import Testing

@Suite struct CivilDateTests {
  @Test func everyDayInOrder() {
    var expected = Date(timeIntervalSince1970: -719_162 * 86_400)
    var wrong: [String] = []
    for year in 1...2400 {
      for month in 1...12 {
        for day in 1...31 {
          let date = CivilDate(year: year, month: month, day: day)
          guard date.exists else { continue }
          let days = date.daysSince1970
          if CivilDate(daysSince1970: days) != date || Double(days * 86_400) != expected.timeIntervalSince1970
          {
            wrong.append("\(year)-\(month)-\(day)")
          }
          expected += 86_400
        }
      }
    }
    #expect(wrong.isEmpty)
    #expect(expected.timeIntervalSince1970 == 13_601_088_000)
  }

  @Test func daysBeforeTheYear1() {
    for day in stride(from: -1_000_000, to: -719_000, by: 31) {
      #expect(CivilDate(daysSince1970: day).daysSince1970 == day)
      #expect(!CivilDate(daysSince1970: day).exists || day >= -719_162)
    }
  }
}
