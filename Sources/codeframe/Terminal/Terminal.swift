import Foundation

/// The terminal that standard output goes to.
enum Terminal {
  /// How many columns it has; nil where the output is a file or a pipe, and for a width that nobody could read.
  static let width: Int? = {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    if let columnsAskedFor { return max(20, columnsAskedFor) }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return max(20, Int(size.ws_col))
  }()

  /// The columns that help is wrapped for, also in a file or a pipe: those of `COLUMNS` or the terminal, else 80.
  static let helpWidth = columnsAskedFor.map { max(40, $0) } ?? width ?? 80

  private static let columnsAskedFor = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init)
}
