import ContentCoding

/// The first member where it is sure, else the last.
struct Cascade {
  let variable: Variable

  /// The answer of the member that was asked last; only those asked are named in the details and counted in the cost.
  func answer(_ ballots: [Ballot], threshold: CascadeThreshold) -> Answer {
    guard let cheap = ballots.first, let dear = ballots.last else {
      return .abstained(Reason(.undecided, "there is nobody to ask"))
    }
    let isSure = cheap.vote(on: variable) != nil && threshold.isEnough(cheap.answer?.confidence)
    return result(isSure ? cheap : dear, after: cheap).voted(by: isSure ? [cheap] : [cheap, dear])
  }

  private func result(_ ballot: Ballot, after cheap: Ballot) -> Answer {
    guard let answer = ballot.answer else {
      return .abstained(
        Reason(.undecided, "\(cheap.voter) is not sure, and \(ballot.voter) has not coded this post"))
    }
    let details = ["answered_by": ballot.voter]
    if let value = ballot.vote(on: variable) {
      return .coded(value, scores: answer.scores, confidence: answer.confidence, details: details)
    }
    let reason = answer.reason ?? Reason(.undecided, "\(ballot.voter) answers what is offered no longer")
    return answer.status == .failed
      ? .failed(reason, details: details) : .abstained(reason, details: details)
  }
}
