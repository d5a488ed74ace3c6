import Foundation

/// Everything that is wrong with a `codeframe.yaml`, sorted by line.
public struct StudyFileError: Error, Equatable, Sendable {
  /// One thing that is wrong, and where.
  public struct Problem: Equatable, Sendable, CustomStringConvertible {
    /// The line, from 1; 0 where the problem has no place.
    public var line: Int
    /// The column in characters, from 1; 0 where the problem has no place.
    public var column: Int
    /// What is wrong and what is accepted.
    public var message: String

    /// A problem at a place.
    public init(line: Int, column: Int, message: String) {
      self.line = line
      self.column = column
      self.message = message
    }

    /// `line LINE: MESSAGE`.
    public var description: String { line > 0 ? "line \(line): \(message)" : message }
  }

  /// The path of the file.
  public var path: String
  /// The problems, never none, sorted by line and column; at most ``ProblemLog/limit``.
  public var problems: [Problem]
  /// How many problems there are beyond ``problems``.
  public var unlisted: Int

  init(path: String, problems: [Problem], unlisted: Int = 0) {
    self.path = path
    self.problems = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    self.unlisted = unlisted
  }
}

extension StudyFileError: CustomStringConvertible, LocalizedError {
  /// One line a problem, `PATH:LINE: MESSAGE`.
  public var description: String {
    var lines = problems.map { $0.line > 0 ? "\(path):\($0.line): \($0.message)" : "\(path): \($0.message)" }
    if unlisted > 0 { lines.append("\(path): and \(unlisted) more problems") }
    return lines.joined(separator: "\n")
  }

  /// The same as ``description``.
  public var errorDescription: String? { description }
}
