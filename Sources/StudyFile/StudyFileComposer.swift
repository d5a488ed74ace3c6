import ContentCoding
import Foundation
import Yams

/// Turns text into YAML nodes, and refuses what could not be read in bounded time and memory.
struct StudyFileComposer {
  let log: ProblemLog
  /// What a repeated key is renamed to, so that the rest of the file can be read; no key that a person wrote.
  static let repeatedKeyMark = "\u{F8FF}"

  func compose(_ text: String) -> Node? {
    guard text.utf8.count <= StudyFile.sizeLimit else {
      log.add(nil, "the file is longer than \(StudyFile.sizeLimit >> 20) MiB; a codebook is shorter")
      return nil
    }
    var text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    StudyFileHazards(text).report(to: log)
    guard log.isEmpty else { return nil }
    for _ in 0..<20 {
      do {
        guard let node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot() else {
          log.add(line: 1, "the file is empty; it starts with `study: NAME`")
          return nil
        }
        return node
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        guard let key = keys.first, let renamed = reportRepetition(of: key, first: context.mark, in: text)
        else {
          return nil
        }
        text = renamed
      } catch {
        report(error, in: text)
        return nil
      }
    }
    return nil
  }

  /// Reports the second occurrence of a key and gives the text with that occurrence renamed; nil where it is not found.
  private func reportRepetition(of key: String, first: Mark, in text: String) -> String? {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: Self.isBreak).map(String.init)
    func report(_ line: Int) {
      log.add(
        line: line, column: first.column,
        "the key \(quoted(key)) is given twice, first on line \(first.line); remove one")
    }
    for number in max(first.line, 0)..<max(lines.count, first.line) {
      let scalars = lines[number].unicodeScalars
      let start = scalars.index(
        scalars.startIndex, offsetBy: max(first.column - 1, 0), limitedBy: scalars.endIndex)
      guard let start, lines[number][..<start].allSatisfy({ " -".contains($0) }) else { continue }
      let rest = lines[number][start...]
      for written in [key, "\"\(key)\"", "'\(key)'"] where rest.hasPrefix(written) {
        let after = rest.dropFirst(written.count).drop { $0 == " " }
        guard after.first == ":" else { continue }
        report(number + 1)
        lines[number] = "\(lines[number][..<start])\(Self.repeatedKeyMark)\(number)\(after)"
        return lines.joined(separator: "\n")
      }
    }
    report(first.line)
    return nil
  }

  private func report(_ error: any Error, in text: String) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: Self.isBreak)
      let content = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : ""
      if content.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
        log.add(mark, "the line is indented with a tab; YAML is indented with spaces")
      } else {
        let opened = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
        log.add(
          mark,
          "this is not YAML: \(problem)\(opened); check the indentation, and quote text that holds `: ` or ` #`"
        )
      }
    default:
      log.add(line: 1, "this is not YAML that can be read: \(error)")
    }
  }

  /// The line breaks of YAML 1.1.
  private static func isBreak(_ character: Character) -> Bool {
    ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(character)
  }
}
