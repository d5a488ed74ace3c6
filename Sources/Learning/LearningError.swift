import Foundation

/// Why something could not be learned or answered.
public enum LearningError: Error, Equatable, Sendable {
  /// There is no example to learn from.
  case noExamples
  /// The features have no columns.
  case noFeatures
  /// Two inputs do not fit together: `what` should have had `expected` entries and has `found`.
  case mismatch(what: String, expected: Int, found: Int)
  /// A value of `what` is NaN or infinite, or became so in the computation.
  case notFinite(what: String, row: Int, column: Int)
  /// The class of an example is not one of `0 ..< count`.
  case classOutOfRange(row: Int, found: Int, count: Int)
  /// The target has no classes or no tags.
  case noOutputs
  /// A parameter has a value that makes no sense.
  case parameter(name: String, value: String, accepted: String)
  /// This head cannot learn this kind of target.
  case unsupported(head: HeadKind, target: String, instead: String)
  /// The numbers defeated the solver.
  case numerical(String)
  /// The task was cancelled.
  case cancelled
}

extension LearningError: CustomStringConvertible, LocalizedError {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noExamples: "there is no example to learn from; code some posts first"
    case .noFeatures: "the features have no columns; extract an embedding first"
    case .mismatch(let what, let expected, let found):
      "\(what): expected \(expected), found \(found); all inputs must describe the same rows and columns"
    case .notFinite(let what, let row, let column):
      "\(what): the number in row \(row), column \(column) is not finite; extract the feature again or leave out"
        + " the post"
    case .classOutOfRange(let row, let found, let count):
      "the class of row \(row) is \(found); accepted are 0 to \(count - 1)"
    case .noOutputs: "the target has no categories; name at least one"
    case .parameter(let name, let value, let accepted): "\(name) is \(value); accepted: \(accepted)"
    case .unsupported(let head, let target, let instead):
      "the head \(head.rawValue) cannot learn \(target); use \(instead)"
    case .numerical(let what): "\(what); try a larger L2 or another head"
    case .cancelled: "cancelled"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}

/// Throws where the current task was cancelled.
///
/// Called once an epoch, an iteration or a block of rows.
func checkCancellation() throws(LearningError) {
  if Task.isCancelled { throw .cancelled }
}
