import ContentCoding

@testable import ModelCoders

/// A study that three coders have coded: 60 gold posts in 3 folds, 20 others, and some that not everybody coded.
///
/// `careful` is right on 3 posts of 4, and sure where it is; `hasty` is right on 1 of 2 and as sure of all; `contrary`
/// mistakes the sea for the hill and the hill for the sea always, which only a regression can make use of.
struct CommitteeStudy: CodingSource {
  static let kind = Variable(
    name: "kind", type: .category, categories: ["sea", "hill", "town"].map { Category(name: $0) })
  static let people = Variable(name: "people", type: .boolean)
  static let things = Variable(
    name: "things", type: .tags, categories: ["boat", "tree"].map { Category(name: $0) })
  static let score = Variable(name: "score", type: .number, range: 0...10)
  static let variables = [kind, people, things, score]
  static let members = ["careful", "hasty", "contrary"]

  var table = CodingTable()
  var values: [String: [String: CodedValue]] = [:]
  var folds = Folds(count: 3, assignment: [:])
  var posts: [Post] = [Post(id: "bare"), Post(id: "bare-2")]
  let goldPosts: [Post]

  /// - Parameter foldIsRecorded: whether the members' codings of gold posts carry a fold.
  init(foldIsRecorded: Bool = true) {
    var assignment: [String: Int] = [:]
    var gold: [Post] = []
    for index in 0..<80 {
      let post = Post(id: "p\(100 + index)", text: "text \(index)")
      let fold = index < 60 ? index / 3 % 3 : nil
      if let fold {
        assignment[post.id] = fold
        values[post.id] = Self.truth(index)
        gold.append(post)
      }
      posts.append(post)
      for member in Self.members where !(member == "hasty" && index % 20 == 19) {
        for variable in Self.variables {
          table.add(
            Coding(
              postID: post.id, variable: variable.name, answer: Self.answer(of: member, to: variable, index),
              fold: foldIsRecorded ? fold : nil), of: member)
        }
      }
    }
    for member in Self.members {
      for variable in Self.variables {
        table.add(
          Coding(
            postID: "bare", variable: variable.name, answer: .abstained(Reason(.noPicture, "no media"))),
          of: member)
      }
    }
    goldPosts = gold
    folds = Folds(count: 3, assignment: assignment)
  }

  func codings(of coders: [String], for posts: [Post]) async throws -> CodingTable { table }

  static func truth(_ index: Int) -> [String: CodedValue] {
    let tags = [(2, "boat"), (3, "tree")].filter { index.isMultiple(of: $0.0) }.map(\.1)
    return [
      "kind": .category(kind.labels[index % 3]), "people": .boolean(index % 4 < 2),
      "things": .tags(Set(tags)), "score": .number(Double(index % 5) * 2),
    ]
  }

  static func answer(of member: String, to variable: Variable, _ index: Int) -> Answer {
    let truth = truth(index)[variable.name] ?? .boolean(false)
    let isRight = member == "careful" ? index % 4 != 3 : index / 3 % 2 == 0
    switch (truth, member) {
    case (.category(let name), "contrary"):
      return .coded(.category(["sea": "hill", "hill": "sea"][name] ?? name), confidence: 0.9)
    case (.category(let name), _):
      let labels = kind.labels
      let place = labels.firstIndex(of: name) ?? 0
      let answer = labels[isRight ? place : (place + 1) % 3]
      let confidence = member == "careful" ? isRight ? 0.8 : 0.5 : 0.6
      let scores = labels.map { ($0, $0 == answer ? confidence : (1 - confidence) / 2) }
      return .coded(
        .category(answer), scores: Dictionary(scores, uniquingKeysWith: { $1 }), confidence: confidence,
        cost: member == "hasty" ? nil : 0.25)
    case (.boolean(let flag), _):
      return .coded(.boolean(isRight ? flag : !flag), confidence: isRight ? 0.9 : 0.6)
    case (.tags(let tags), _): return .coded(.tags(isRight ? tags : ["tree"]), confidence: 0.7)
    case (.number(let number), _): return .coded(.number(isRight ? number : 5))
    case (.openText(let words), _): return .coded(.openText(isRight ? words : "?"))
    }
  }

  func coder(
    _ rule: EnsembleRule, members: [String] = Self.members, target: CascadeTarget? = nil,
    variables: [Variable] = Self.variables
  ) throws -> EnsembleCoder {
    let parameters = EnsembleParameters(members: members, rule: rule, target: target)
    return EnsembleCoder(
      name: "all", variables: variables, parameters: parameters, codings: self,
      learned: rule.learns ? try learned(parameters, variables: variables) : nil)
  }

  func learned(
    _ parameters: EnsembleParameters, variables: [Variable] = Self.variables,
    learning: [String] = ["careful"]
  ) throws -> LearnedEnsemble {
    let posts = Set(goldPosts.map(\.id))
    return try EnsembleTrainer(
      parameters: parameters, variables: variables,
      learnedFrom: Dictionary(learning.map { ($0, posts) }, uniquingKeysWith: { $1 }), seed: 1
    ).train(on: values, folds: folds, codings: table)
  }
}
