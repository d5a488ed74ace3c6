import ContentCoding
import Foundation

/// Why a prompted coder can ask about no post.
public struct PromptedProblem: Error, Hashable, CustomStringConvertible, LocalizedError {
  /// What is wrong and what to do.
  public let description: String

  /// The same for users of Foundation.
  public var errorDescription: String? { description }

  static func example(_ id: String, _ reason: Reason) -> PromptedProblem {
    PromptedProblem(
      description:
        "the gold post \(id) is an example for others and cannot be shown: \(reason); bring its file back")
  }
}
