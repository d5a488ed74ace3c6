import Yams

/// Collects what is wrong with a file, so that one reading reports all of it.
final class ProblemLog {
  /// More problems than this are counted and not kept.
  static let limit = 200

  private(set) var problems: [StudyFileError.Problem] = []
  private(set) var unlisted = 0

  var isEmpty: Bool { problems.isEmpty }
  var isFull: Bool { problems.count >= Self.limit }

  /// The message is only made where it will be kept.
  func add(_ mark: Mark?, _ message: @autoclosure () -> String) {
    add(line: mark?.line ?? 0, column: mark?.column ?? 0, message())
  }

  func add(line: Int, column: Int = 1, _ message: @autoclosure () -> String) {
    if isFull {
      unlisted += 1
    } else {
      problems.append(.init(line: line, column: column, message: message()))
    }
  }

  func error(path: String) -> StudyFileError {
    StudyFileError(path: path, problems: problems, unlisted: unlisted)
  }
}
