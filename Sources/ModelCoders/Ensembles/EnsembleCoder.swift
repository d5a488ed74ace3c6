import ContentCoding

/// A coder that makes one answer of other coders' current codings.
///
/// It pays nothing itself: ``Answer/cost`` is nil, so that no dollar is counted twice where costs are added up, and
/// `members_cost` in the details holds what the answers that it asked for have cost, for each post and variable.
public struct EnsembleCoder: Coder {
  /// Name and kind.
  public let identity: CoderIdentity
  /// The variables that are answered.
  public let variables: [Variable]
  private let parameters: EnsembleParameters
  private let codings: any CodingSource
  private let learned: LearnedEnsemble?

  /// An ensemble.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - variables: what it answers.
  ///   - parameters: its members, and how their answers become one.
  ///   - codings: where the members' codings come from.
  ///   - learned: what it learned; nil where its rule learns nothing.
  public init(
    name: String, variables: [Variable], parameters: EnsembleParameters, codings: any CodingSource,
    learned: LearnedEnsemble? = nil
  ) {
    identity = CoderIdentity(name: name, kind: .ensemble)
    self.variables = variables
    self.parameters = parameters
    self.codings = codings
    self.learned = learned
  }

  /// See ``Coder/code(_:with:)``; no features are asked for.
  public func code(_ posts: [Post], with features: any FeatureSource) async throws -> [Coding] {
    try Task.checkCancellation()
    guard !posts.isEmpty else { return [] }
    let table = try await codings.codings(of: parameters.members, for: posts)
    let columns = try variables.map { variable in
      try codings(of: variable, for: posts, from: table)
    }
    return posts.indices.flatMap { index in columns.map { $0[index] } }
  }

  private func codings(of variable: Variable, for posts: [Post], from table: CodingTable) throws -> [Coding] {
    let own = posts.map { post in parameters.members.map { table[$0, post.id, variable.name] } }
    let ballots = own.map { own in
      zip(parameters.members, own).map { Ballot(voter: $0, answer: $1?.answer) }
    }
    let folds = posts.map { learned?.folds[$0.id] }
    let answers = try answers(to: variable, ballots: ballots, folds: folds)
    return posts.indices.map { index in
      Coding(
        postID: posts[index].id, variable: variable.name, answer: answers[index],
        fold: folds[index] ?? own[index].lazy.compactMap { $0?.fold }.first)
    }
  }

  private func answers(to variable: Variable, ballots: [[Ballot]], folds: [Int?]) throws -> [Answer] {
    switch (parameters.rule, learned?[variable.name]) {
    case (.majority, _):
      return ballots.map { Voting.majority($0, on: variable).paid(for: $0) }
    case (.mean, _):
      return ballots.map { Voting.mean($0, on: variable).paid(for: $0) }
    case (.weighted, .weights(let weights)):
      return zip(ballots, folds).map { ballots, fold in
        let weights = weights[fold]
        let weighted = ballots.map { ballot in
          Ballot(voter: ballot.voter, answer: ballot.answer, weight: weights[ballot.voter] ?? 0)
        }
        return Voting.majority(weighted, on: variable).paid(for: ballots)
      }
    case (.cascade, .threshold(let thresholds)):
      let cascade = Cascade(variable: variable)
      return zip(ballots, folds).map { cascade.answer($0, threshold: thresholds[$1]) }
    case (.stacking, .stacking(let heads)):
      return try Stack(variable: variable, heads: heads).answers(ballots, folds: folds)
    case (_, .some(.none(let why))):
      return ballots.map { Answer.abstained(Reason(.undecided, why)).voted(by: $0) }
    default:
      let why = "\(identity.name) has not learned \(variable.name)"
      return ballots.map { Answer.abstained(Reason(.undecided, why)).voted(by: $0) }
    }
  }
}

extension Answer {
  /// The answer with each coder's vote, and what their answers have cost.
  func voted(by ballots: [Ballot]) -> Answer {
    var answer = self
    answer.details.merge(Voting.details(of: ballots)) { own, _ in own }
    return answer.paid(for: ballots)
  }

  /// The answer with what those of `ballots` have cost; an ensemble's own cost is that of its members.
  func paid(for ballots: [Ballot]) -> Answer {
    let costs = ballots.compactMap { $0.answer?.wholeCost }
    guard !costs.isEmpty else { return self }
    var answer = self
    answer.details[Self.membersCost] = "\(costs.reduce(0, +))"
    return answer
  }
}
