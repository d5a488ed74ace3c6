import Foundation

/// Where the program speaks: data to standard output, everything else to standard error.
enum Console {
  /// Says a line to people.
  static func say(_ line: String) {
    FileHandle.standardError.write(Data((printable(line) + "\n").utf8))
  }

  /// Says a line while a progress line may stand on the terminal, which it wipes first.
  static func interject(_ line: String) {
    if isatty(FileHandle.standardError.fileDescriptor) == 1 {
      FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
    say(line)
  }

  /// Writes a line of data.
  static func put(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Writes `value` as JSON with sorted keys.
  static func put(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    put(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// `text` without the control characters by which a caption or a file name could steer the terminal.
  static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
            ? "\u{FFFD}" : scalar
        }))
  }
}
