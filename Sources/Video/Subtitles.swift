import Foundation

/// The words of a subtitle file, SubRip or WebVTT, without times, numbers and markup.
///
/// Source: WebVTT (W3C 2019) for blocks and cue text; SubRip has no standard, and is read as its tools write it.
public struct Subtitles: Hashable, Sendable {
  /// What is said, a line for each line of a cue; a line that repeats the one before, as captions that roll do, stands once.
  public let text: String

  /// The endings of the files that are read.
  public static let endings = ["vtt", "srt"]
  /// No more bytes are read.
  public static let sizeLimit = 8 << 20

  /// Reads a file; nil where it holds no cue, or more than ``sizeLimit`` bytes.
  ///
  /// - Parameter bytes: The whole file; UTF-8, UTF-16 with a byte order mark, or else Windows-1252.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.sizeLimit, let written = Self.decoded(bytes) else { return nil }
    var lines: [String] = []
    var hasCue = false
    let blocks = written.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .split(omittingEmptySubsequences: true) { $0.allSatisfy(\.isWhitespace) }
    for block in blocks {
      // Before the times stand a number or a name; blocks without times are headers, notes and styles.
      guard let times = block.firstIndex(where: Self.isTimes), times - block.startIndex <= 1 else { continue }
      hasCue = true
      for line in block[(times + 1)...] {
        let plain = Self.plain(line)
        if !plain.isEmpty, plain != lines.last { lines.append(plain) }
      }
    }
    guard hasCue else { return nil }
    text = lines.joined(separator: "\n")
  }

  private static func isTimes(_ line: Substring) -> Bool {
    guard let arrow = line.firstRange(of: "-->") else { return false }
    return line[..<arrow.lowerBound].contains(":") && line[arrow.upperBound...].contains(":")
  }

  /// A line without tags (`<i>`, `<v Anna>`, `<00:01.000>`), SubRip's `{\an8}`, and the entities of WebVTT.
  private static func plain(_ line: Substring) -> String {
    var text = ""
    var end: Character?
    for character in line {
      if let closing = end {
        if character == closing { end = nil }
      } else if character == "<" {
        end = ">"
      } else if character == "{" {
        end = "}"
      } else if !character.isNewline,
        character.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
      {
        text.append(character)
      }
    }
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: sign)
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func decoded(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return String(data: Data(bytes), encoding: .utf16)
    }
    let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    return String(validating: plain, as: UTF8.self) ?? String(data: Data(plain), encoding: .windowsCP1252)
      ?? String(data: Data(plain), encoding: .isoLatin1)
  }
}
