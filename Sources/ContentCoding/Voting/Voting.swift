/// Rules that make one answer of several coders'.
///
/// A ballot without a value does not vote (see ``Ballot/vote(on:)``). ``Answer/details`` names each coder's vote under
/// `vote:NAME`. Where nobody votes the answer is `failed` if all coders failed that have coded the post, and else
/// `abstained`: with their own reason where they have the same. The order of ballots does not matter.
public enum Voting {
  /// The answer that most coders give, by the weights of their ballots.
  ///
  /// - **Category, boolean:** the label with the most votes; its confidence and the scores are shares of the votes, which
  ///   sum to 1. Of labels with as many votes the one with the highest mean score wins, where every voter gives scores;
  ///   else, or where these are equal too, the answer is `abstained` (`undecided`).
  /// - **Tags:** each tag is voted on by itself, and given by more than half of the votes. A tag with just half of them is
  ///   decided by its mean score (0.5), where every voter gives scores; else the answer is `abstained`. The confidence is
  ///   that of the least sure tag, the share of the larger side.
  /// - **Number:** the median: the smallest value that with those below it has more than half of the votes; the mean of two
  ///   neighbours that part the votes in halves. There is no confidence.
  /// - **Text:** the one that most coders wrote word for word; `abstained` where several have as many votes.
  ///
  /// - Parameters:
  ///   - ballots: one for each coder.
  ///   - variable: what is voted on.
  /// - Returns: the answer, without a cost.
  public static func majority(_ ballots: [Ballot], on variable: Variable) -> Answer {
    let poll = Poll(ballots, on: variable)
    return poll.answer { votes in
      switch variable.type {
      case .category, .boolean: poll.choice(by: poll.shares(of: votes), breakingTies: true)
      case .tags: poll.tags(by: poll.shares(of: votes), breakingTies: true)
      case .number: poll.number(poll.median)
      case .openText: poll.text()
      }
    }
  }

  /// The mean of the coders' scores, by the weights of their ballots; a coder without scores gives 1 to what it answered.
  ///
  /// - **Category, boolean:** the label with the highest mean score, which is the confidence; of equal ones none, the answer
  ///   is `abstained` (`undecided`).
  /// - **Tags:** those with a mean score above 0.5; `abstained` where one has just that. The confidence is that of the least
  ///   sure tag.
  /// - **Number:** the mean of the values. There is no confidence.
  /// - **Text:** as by ``majority(_:on:)``.
  ///
  /// The mean of probabilities is the linear opinion pool (Stone 1961); it is calibrated no better than what goes in.
  ///
  /// - Parameters:
  ///   - ballots: one for each coder.
  ///   - variable: what is voted on.
  /// - Returns: the answer, without a cost.
  public static func mean(_ ballots: [Ballot], on variable: Variable) -> Answer {
    let poll = Poll(ballots, on: variable)
    return poll.answer { votes in
      let scores = poll.mean(of: votes.map { $0.ballot.support(on: variable) ?? [] })
      return switch variable.type {
      case .category, .boolean: poll.choice(by: scores, breakingTies: false)
      case .tags: poll.tags(by: scores, breakingTies: false)
      case .number: poll.number(poll.meanValue)
      case .openText: poll.text()
      }
    }
  }

  /// Each coder's vote under `vote:NAME`, as it goes into ``Answer/details``.
  public static func details(of ballots: [Ballot]) -> [String: String] {
    Dictionary(ballots.map { ("vote:\($0.voter)", $0.text) }, uniquingKeysWith: { first, _ in first })
  }
}
