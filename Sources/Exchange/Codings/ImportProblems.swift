import ContentCoding
import Foundation

/// What is wrong with the rows of an imported table: so that nothing of it is imported.
public struct ImportProblems: Error, Equatable, Sendable {
  /// One thing that is wrong.
  public struct Problem: Equatable, Sendable {
    /// The line, from 1; 0 where the whole file is meant.
    public var line: Int
    /// What is wrong and what to do.
    public var message: String
  }

  /// How many kinds of problems are kept and shown.
  public static let limit = 20
  /// How many lines of a kind are named.
  static let lineLimit = 10
  /// How many different words of a kind are shown.
  static let wordLimit = 5
  /// So many problems are told apart; what comes after is only counted.
  private static let workLimit = 10_000

  /// The file, or the folder.
  public var file: String
  /// The first problem of each kind, in the order of the file.
  public private(set) var first: [Problem] = []
  /// The lines of each kind, the first included, and how many there are; as long as ``first``.
  private var lines: [[Int]] = []
  private var counts: [Int] = []
  private var places: [String: Int] = [:]
  /// The first quoted word of the problems of each kind, where it differs.
  private var words: [[String]] = []
  /// How many problems there are in all.
  public private(set) var count = 0

  /// No problems yet.
  public init(file: String) { self.file = file }

  /// A single problem with a whole file, or with one of its lines.
  public init(file: String, line: Int = 0, _ message: String) {
    self.init(file: file)
    add(line, message)
  }

  /// Counts a problem.
  ///
  /// Problems whose messages differ in numbers and quoted words alone are of one kind.
  mutating func add(_ line: Int, _ message: @autoclosure () -> String) {
    count += 1
    guard count <= Self.workLimit else { return }
    let message = message()
    let (kind, word) = Self.kind(of: message)
    if let place = places[kind] {
      counts[place] += 1
      if lines[place].count < Self.lineLimit { lines[place].append(line) }
      if let word, words[place].count < Self.wordLimit, !words[place].contains(word) {
        words[place].append(word)
      }
    } else if first.count < Self.limit {
      places[kind] = first.count
      first.append(Problem(line: line, message: message))
      lines.append([line])
      words.append([word].compactMap(\.self))
      counts.append(1)
    }
  }

  /// The message without what stands in quotes and without digits, and the first of what stands in quotes.
  private static func kind(of message: String) -> (kind: String, word: String?) {
    var kind = ""
    for (place, part) in message.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    where place.isMultiple(of: 2) {
      kind.append("\"")
      for character in part where !character.isNumber { kind.append(character) }
    }
    let parts = message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return (kind, parts.count > 1 ? String(parts[1]) : nil)
  }
}

extension ImportProblems: CustomStringConvertible, LocalizedError {
  /// One line a kind of problem, `FILE:LINE: MESSAGE`, with the other lines that have it, and that nothing was imported.
  public var description: String {
    var shown: [String] = []
    for (place, problem) in first.enumerated() {
      shown.append(
        problem.line > 0 ? "\(file):\(problem.line): \(problem.message)" : "\(file): \(problem.message)")
      let others = lines[place].dropFirst().filter { $0 > 0 }
      if counts[place] > 1 {
        let again = counts[place] - 1
        let rest = again - others.count
        shown.append(
          "  the same kind of problem " + (again == 1 ? "once more" : "\(again) more times")
            + (others.isEmpty
              ? ""
              : ": \(others.count == 1 ? "line" : "lines") \(others.map(String.init).joined(separator: ", "))")
            + (rest > 0 && !others.isEmpty ? " and \(rest) more" : "")
            + (words[place].count > 1
              ? "; also \(words[place].dropFirst().map { "\"\($0)\"" }.joined(separator: ", "))" : ""))
      }
    }
    let unlisted = count - counts.reduce(0, +)
    if unlisted > 0 {
      shown.append("\(file): and \(unlisted) more \(unlisted == 1 ? "problem" : "problems")")
    }
    return shown.joined(separator: "\n") + "\nnothing was imported"
  }

  /// The same as ``description``.
  public var errorDescription: String? { description }
}
