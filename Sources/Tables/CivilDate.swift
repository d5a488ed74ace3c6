import Foundation

/// A day of the proleptic Gregorian calendar, perhaps one that does not exist.
struct CivilDate {
  var year: Int
  var month: Int
  var day: Int

  init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Takes `20240131` apart.
  init(compact number: Int) {
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// The moment so many nanoseconds after the day began in UTC; unreadable if there is no such day.
  func moment(_ nanoseconds: Int) -> TimeCell {
    guard let days = daysSince1970 else { return .unreadable }
    return .moment(Date(timeIntervalSince1970: Double(days * 86_400) + Double(nanoseconds) / 1e9))
  }

  /// Days since 1 January 1970, for the years 1 to 9999.
  ///
  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`: years begin in March, so
  /// that the leap day comes last, and repeat every 400 years of 146,097 days.
  var daysSince1970: Int? {
    guard (1...9999).contains(year), (1...12).contains(month), (1...daysInMonth).contains(day) else {
      return nil
    }
    let shifted = month > 2 ? year : year - 1
    let (era, yearOfEra) = (shifted / 400, shifted % 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private var daysInMonth: Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
