import ContentCoding
import Foundation

extension CivilDate {
  /// Takes `20240131` apart.
  init(compact number: Int) {
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// The moment so many nanoseconds after the day began in UTC; unreadable if there is no such day.
  func moment(_ nanoseconds: Int) -> TimeCell {
    guard exists else { return .unreadable }
    return .moment(Date(timeIntervalSince1970: Double(daysSince1970 * 86_400) + Double(nanoseconds) / 1e9))
  }
}
