/// Keeps spreadsheets from running a cell as a formula.
///
/// A cell that a spreadsheet would run gets a leading quote mark `'`. That is a cell whose first character, after
/// any number of quote marks, is `=`, `+`, `-`, `@`, a tab, a carriage return or a line feed, unless the whole cell is
///
/// - a plain number, `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?`, such as `-3.5` or `+1e3`, or
/// - a plain id, `-[A-Za-z0-9_-]*`, such as the Instagram shortcode `-CxY_1`. A spreadsheet may show one as `#NAME?`,
///   but without brackets, quotes, `!` and `|` it can call nothing; and a guarded id would match no other table.
///
/// Looking past quote marks makes the guard lossless: `unguarded(guarded(s)) == s` for every string. A cell with a
/// quote mark that the guard would not have put there, such as `'tis`, is left as it is.
public enum FormulaGuard {
  static let mark: UInt8 = 0x27

  /// The text with a leading quote mark if a spreadsheet would run it.
  public static func guarded(_ text: String) -> String { needsMark(text.utf8) ? "'" + text : text }

  /// The text without the quote mark that `guarded` put there.
  public static func unguarded(_ text: String) -> String {
    guard text.utf8.first == mark, needsMark(text.utf8.dropFirst()) else { return text }
    return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
  }

  /// Whether `guarded` puts a quote mark before this UTF-8.
  @inline(__always)
  static func needsMark(_ text: some Collection<UInt8>) -> Bool {
    switch text.first {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A, mark: isFormula(text)
    default: false
    }
  }

  private static func isFormula(_ text: some Collection<UInt8>) -> Bool {
    let rest = text.drop { $0 == mark }
    switch rest.first {
    case 0x3D, 0x40, 0x09, 0x0D, 0x0A: return true
    case 0x2B: return !isNumber(rest)
    case 0x2D: return !isNumber(rest) && !isPlainID(rest.dropFirst())
    default: return false
    }
  }

  private static func isPlainID(_ text: some Collection<UInt8>) -> Bool {
    text.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
      default: false
      }
    }
  }

  private static func isNumber(_ text: some Collection<UInt8>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    func isSign(_ byte: UInt8) -> Bool { byte == 0x2B || byte == 0x2D }
    var rest = text[...]
    if let first = rest.first, isSign(first) { rest = rest.dropFirst() }
    let whole = rest.prefix(while: isDigit).count
    rest = rest.dropFirst(whole)
    var fraction = 0
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(fraction)
    }
    if whole + fraction == 0 { return false }
    if rest.isEmpty { return true }
    guard let e = rest.first, e | 0x20 == 0x65 else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }
}
