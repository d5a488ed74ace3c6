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

  /// How many problems are kept and shown.
  public static let limit = 20

  /// The file, or the folder.
  public var file: String
  /// The first problems, in the order of the file.
  public private(set) var first: [Problem] = []
  /// How many problems there are in all.
  public private(set) var count = 0

  /// No problems yet.
  public init(file: String) { self.file = file }

  /// A single problem with a whole file.
  public init(file: String, _ message: String) {
    self.init(file: file)
    add(0, message)
  }

  /// Counts a problem; its message is only made where it will be shown.
  mutating func add(_ line: Int, _ message: @autoclosure () -> String) {
    count += 1
    if first.count < Self.limit { first.append(Problem(line: line, message: message())) }
  }
}

extension ImportProblems: CustomStringConvertible, LocalizedError {
  /// One line a problem, `FILE:LINE: MESSAGE`, and that nothing was imported.
  public var description: String {
    var lines = first.map { $0.line > 0 ? "\(file):\($0.line): \($0.message)" : "\(file): \($0.message)" }
    if count > first.count { lines.append("\(file): and \(count - first.count) more problems") }
    return lines.joined(separator: "\n") + "\nnothing was imported"
  }

  /// The same as ``description``.
  public var errorDescription: String? { description }
}
