import ContentCoding
import Foundation

/// Why a zero-shot coder can answer no post.
public struct ZeroShotProblem: Error, Hashable, CustomStringConvertible, LocalizedError {
  /// What is wrong and what to do.
  public let description: String

  /// The same for users of Foundation.
  public var errorDescription: String? { description }

  static func phrase(_ text: String, reason: String) -> ZeroShotProblem {
    ZeroShotProblem(
      description: "the phrase \"\(text)\" cannot be embedded: \(reason); write it otherwise in the codebook")
  }

  static func balance(of variable: Variable, posts: Int) -> ZeroShotProblem {
    ZeroShotProblem(
      description:
        "`balance` measures the categories of \(variable.name) over the corpus, and \(posts) posts that can be "
        + "compared are fewer than the categories; remove `balance: true`")
  }

  static func lengths(
    posts: Int, by extractor: ExtractorIdentity, phrases: Int, by textExtractor: ExtractorIdentity
  ) -> ZeroShotProblem {
    ZeroShotProblem(
      description: "\(extractor.name) embeds posts by \(posts) numbers and \(textExtractor.name) phrases by "
        + "\(phrases), so they cannot be compared; choose a model that embeds both in one space")
  }
}
