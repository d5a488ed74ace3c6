import Foundation
import Workflows

/// Where the program speaks: data to standard output, everything else to standard error.
enum Console {
  /// Says a line to people; the word that tells what kind of line it is has its colour.
  static func say(_ line: String) {
    Output.say(painted(printable(line), on: STDERR_FILENO) + "\n")
  }

  /// Says a line while a progress line may stand on the terminal, which it wipes first.
  static func interject(_ line: String) {
    if isatty(FileHandle.standardError.fileDescriptor) == 1 {
      Output.say("\r\u{1B}[K")
    }
    say(line)
  }

  /// Writes a line of data.
  static func put(_ line: String) {
    Output.put((isTerminal ? painted(printable(line), on: STDOUT_FILENO) : line) + "\n")
  }

  /// Writes a table; on a terminal its heading stands out.
  static func put(_ table: TextTable) {
    Output.put(
      table.text(fitting: Terminal.width) { Colour.bold.painting($0, on: STDOUT_FILENO) } + "\n")
  }

  private static let colours: [(opening: String, colour: Colour)] = [
    ("Error:", .red), ("warning:", .yellow), ("next:", .bold),
  ]

  private static func painted(_ line: String, on descriptor: Int32) -> String {
    guard let (opening, colour) = colours.first(where: { line.hasPrefix($0.opening) }) else { return line }
    return colour.painting(opening, on: descriptor) + line.dropFirst(opening.count)
  }

  private static let isTerminal = isatty(STDOUT_FILENO) == 1

  /// Writes `value` as JSON with sorted keys.
  static func put(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    put(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// `text` without the characters by which a caption, a file name or an endpoint could steer the terminal: controls, and those
  /// that turn the direction of writing.
  static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          isHarmful(scalar) ? "\u{FFFD}" : scalar
        }))
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: scalar.properties.generalCategory == .control
    }
  }
}
