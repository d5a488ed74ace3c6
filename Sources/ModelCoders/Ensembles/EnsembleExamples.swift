import ContentCoding

/// The gold posts of one variable as an ensemble learns from them: the truth, and what each member said.
struct EnsembleExamples: Sendable {
  /// One gold post.
  struct Example: Sendable {
    let fold: Int
    let truth: CodedValue
    /// One for each member, in their order.
    let ballots: [Ballot]
  }

  let variable: Variable
  let examples: [Example]

  /// Brings the codings together, posts sorted by id.
  ///
  /// - Throws: ``EnsembleProblem`` where a member's answer to a gold post may rest on that post's own gold coding.
  init(
    _ variable: Variable, values: [String: [String: CodedValue]], folds: Folds, members: [String],
    learnedFrom: [String: Set<String>], codings: CodingTable
  ) throws(EnsembleProblem) {
    self.variable = variable
    var examples: [Example] = []
    var tainted: [String: [String]] = [:]
    for (post, ofPost) in values.sorted(by: { $0.key < $1.key }) {
      guard let truth = ofPost[variable.name], truth.isOffered(by: variable), let fold = folds[post] else {
        continue
      }
      let own = members.map { codings[$0, post, variable.name] }
      for (member, coding) in zip(members, own) where learnedFrom[member]?.contains(post) == true {
        if let coding, coding.answer.value != nil, coding.fold == nil {
          tainted[member, default: []].append(post)
        }
      }
      examples.append(
        Example(
          fold: fold, truth: truth,
          ballots: zip(members, own).map { Ballot(voter: $0, answer: $1?.answer) }))
    }
    if let (member, posts) = tainted.min(by: { $0.key < $1.key }), let post = posts.first {
      throw EnsembleProblem(member: member, variable: variable.name, post: post, count: posts.count)
    }
    self.examples = examples
  }

  /// The same without those that `isUsable` refuses.
  func filter(_ isUsable: (Example) -> Bool) -> EnsembleExamples {
    EnsembleExamples(variable: variable, examples: examples.filter(isUsable))
  }

  private init(variable: Variable, examples: [Example]) {
    self.variable = variable
    self.examples = examples
  }

  /// The examples outside `fold`; all where it is nil.
  func leavingOut(_ fold: Int?) -> [Example] {
    examples.filter { $0.fold != fold }
  }

  /// Why nothing can be learned; nil where something can.
  var obstacle: String? {
    Set(examples.map(\.fold)).count < 2
      ? "\(variable.name): \(examples.count) gold posts have been coded by the members; they must lie in 2 folds or "
        + "more to learn" : nil
  }
}

/// Codings of a member that an ensemble must not learn from.
public struct EnsembleProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The member.
  public let member: String
  /// The variable.
  public let variable: String
  /// One of the posts.
  public let post: String
  /// How many posts there are.
  public let count: Int

  /// What is wrong, and what to do.
  public var description: String {
    "\(member) learns from people's codings, and its own of \(variable) on \(count) gold posts (\(post) is one) do not say that "
      + "they were made without that post's fold; an ensemble that learned from them would trust \(member) too much. "
      + "Let it learn and code anew: codeframe train \(member), then codeframe code \(member)"
  }
}
