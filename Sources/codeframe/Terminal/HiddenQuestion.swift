import Foundation
import Workflows

/// Asks for what nobody should see.
enum HiddenQuestion {
  /// A password for `name`, typed twice; the first line of standard input where nobody types.
  ///
  /// - Throws: ``UserError`` where the two differ, or nothing came.
  static func password(for name: String) throws -> String {
    guard isatty(STDIN_FILENO) == 1 else {
      guard let line = readLine() else { throw UserError("no password came from standard input") }
      return line
    }
    let first = ask("Password for \(name): ")
    guard ask("Once more: ") == first else {
      throw UserError("the two passwords differ; nothing was changed")
    }
    return first
  }

  /// What is typed after `prompt`, without being shown.
  private static func ask(_ prompt: String) -> String {
    FileHandle.standardError.write(Data(prompt.utf8))
    var shown = termios()
    tcgetattr(STDIN_FILENO, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      FileHandle.standardError.write(Data("\n".utf8))
    }
    return readLine() ?? ""
  }
}
