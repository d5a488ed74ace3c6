import Foundation
import Testing

@testable import Tables

@Suite struct TimeCellTests {
  /// Seconds since 1970 by Python's `datetime`.
  @Test(arguments: [
    ("2024-01-31", 1_706_659_200.0), ("2024/01/31", 1_706_659_200), ("20240131", 1_706_659_200),
    ("2024-01-31T12:00:00Z", 1_706_702_400), ("2024-01-31 12:00", 1_706_702_400),
    ("2024-01-31T12:00:00.250Z", 1_706_702_400.25), ("2024-01-31 13:00:00,5 +01:00", 1_706_702_400.5),
    ("2024-01-31T06:30:00-0530", 1_706_702_400), ("2024-01-31T12:00:00+00", 1_706_702_400),
    ("2024-01-31 12:00:00 UTC", 1_706_702_400), ("2024-01-31_12-00-00_UTC", 1_706_702_400),
    ("20240131T120000Z", 1_706_702_400), ("1706702400", 1_706_702_400), ("1706702400.5", 1_706_702_400.5),
    ("1706702400250", 1_706_702_400.25), ("1706702400250000", 1_706_702_400.25),
    ("31.01.2024 12:00", 1_706_702_400),
    ("31.01.2024, 12:00:00", 1_706_702_400), ("31.1.2024", 1_706_659_200),
    ("1/31/2024 12:00 PM", 1_706_702_400),
    ("31/01/2024 12:00", 1_706_702_400), ("1/31/2024 12:00 AM", 1_706_659_200), ("05/05/2024", 1_714_867_200),
    ("Wed Oct 10 20:19:24 +0000 2018", 1_539_202_764), ("Wed, 10 Oct 2018 20:19:24 GMT", 1_539_202_764),
    ("10 Oct 2018 20:19:24", 1_539_202_764), (" 2024-02-29 ", 1_709_164_800), ("1969-12-31T23:59:59Z", -1),
    ("0001-01-01", -62_135_596_800), ("9999-12-31", 253_402_214_400), ("2000-02-29", 951_782_400),
  ])
  func moments(text: String, seconds: Double) {
    #expect(TimeCell(text) == .moment(Date(timeIntervalSince1970: seconds)))
  }

  @Test(arguments: ["03/04/2024", "3/4/2024 12:00", "12/1/2024"])
  func ambiguous(text: String) { #expect(TimeCell(text) == .ambiguous) }

  @Test(arguments: ["", " ", "NA", "NaT", "null", "-"])
  func missing(text: String) { #expect(TimeCell(text) == .missing) }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-32", "13/13/2024", "32.01.2024",
    "2024-01-31T24:00",
    "2024-01-31T12:60", "2024-01-31T12", "2024-01-31X", "2024-01-31 12:00 EST", "2024-01-31T12:00:00+1", "12",
    "1.7E+09",
    "45322", "17067024001", "yesterday", "0000-01-01", "2024-01-31 13:00 PM", "2024-01-31T12:00:00.",
    "Wed Oct", "١٢",
    "99999999999999999999999", "20241301", "2024-01-", "1/2", "31-01-2024",
  ])
  func unreadable(text: String) { #expect(TimeCell(text) == .unreadable) }

  @Test func everyDayInOrder() {
    var expected = Date(timeIntervalSince1970: -719_162 * 86_400)
    var wrong: [String] = []
    for year in 1...2400 {
      for month in 1...12 {
        for day in 1...31 {
          guard let days = CivilDate(year: year, month: month, day: day).daysSince1970 else { continue }
          if Double(days * 86_400) != expected.timeIntervalSince1970 {
            wrong.append("\(year)-\(month)-\(day)")
          }
          expected += 86_400
        }
      }
    }
    #expect(wrong.isEmpty)
    #expect(expected.timeIntervalSince1970 == 13_601_088_000)
  }
}
