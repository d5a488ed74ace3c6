import Foundation

/// Why no sample can be drawn.
public enum SamplingProblem: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// Fewer than one post or pair was asked for.
  case nothingAsked
  /// There are fewer posts to draw from than were asked for.
  case tooFewPosts(asked: Int, available: Int)
  /// There are more strata than posts were asked for, so that some strata could have no post.
  case moreStrataThanPosts(asked: Int, strata: Int)
  /// There are fewer pairs within clusters than were asked for.
  case tooFewWithin(asked: Int, available: Int)
  /// There are fewer pairs between clusters than were asked for.
  case tooFewBetween(asked: Int, available: Int)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .nothingAsked: "a sample has 1 post or more"
    case .tooFewPosts(let asked, let available):
      "\(asked) posts are wanted and there are \(available) to draw from; "
        + (available == 0 ? "nothing is left that could be drawn" : "ask for \(available) or fewer")
    case .moreStrataThanPosts(let asked, let strata):
      "there are \(strata) strata and \(asked) posts are wanted, so some strata would have no chance; ask for "
        + "\(strata) posts or more, choose fewer strata, or draw with --by random"
    case .tooFewWithin(let asked, let available):
      "\(asked) pairs within clusters are wanted and there are \(available); ask for fewer, or lower --within"
    case .tooFewBetween(let asked, let available):
      "\(asked) pairs between clusters are wanted and there are \(available); ask for fewer, or raise --within"
    }
  }

  /// The same as ``description``.
  public var errorDescription: String? { description }
}
