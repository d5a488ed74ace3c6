/// Finds the delimiter of a table in its first line that is not blank.
enum DelimiterSniffer {
  /// At most this much of the text is looked at.
  static let window = 1 << 20

  /// The delimiter that occurs most often outside quotes; comma if none occurs.
  ///
  /// Returns `nil` while the line is not complete and more text could come.
  static func sniff(_ text: some Collection<UInt8>, isAll: Bool) -> TableDelimiter? {
    var counts: [UInt8: Int] = [:]
    var (isQuoted, isAtStart, hasBegun) = (false, true, false)
    for byte in text.prefix(window) {
      if byte == 34 && (isQuoted || isAtStart) {
        isQuoted.toggle()
        isAtStart = !isQuoted
        hasBegun = true
      } else if isQuoted {
        continue
      } else if byte == 10 || byte == 13 {
        if hasBegun { return best(counts) }
      } else {
        hasBegun = true
        isAtStart = TableDelimiter(rawValue: byte) != nil
        if isAtStart { counts[byte, default: 0] += 1 }
      }
    }
    return isAll || text.count >= window ? best(counts) : nil
  }

  private static func best(_ counts: [UInt8: Int]) -> TableDelimiter {
    var (found, most) = (TableDelimiter.comma, 0)
    for delimiter in TableDelimiter.allCases where counts[delimiter.rawValue, default: 0] > most {
      (found, most) = (delimiter, counts[delimiter.rawValue, default: 0])
    }
    return found
  }

  /// The delimiter of the line `sep=;` with which some spreadsheets begin, and that line's length without its break.
  static func declaration(_ text: some Collection<UInt8>) -> TableDelimiter? {
    let line = Array(text.prefix(6))
    guard line.count >= 5, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 }),
      line.count == 5 || line[5] == 10 || line[5] == 13
    else { return nil }
    return TableDelimiter(rawValue: line[4])
  }
}
