import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Makes ensembles ready over what their members have coded, and fits those that learn to gold.
struct EnsembleSetup: LearningSetup {
  let context: CoderContext
  let models: [ModelRecord] = []
  let extractors = Extractors()
  let parameters: EnsembleParameters
  private let members: [EnsembleMember]

  /// A setup whose members are found.
  init(context: CoderContext, parameters: EnsembleParameters) throws {
    self.context = context
    self.parameters = parameters
    members = try EnsembleMember.members(parameters.members, of: context)
    for variable in context.variables {
      let able = members.filter { $0.variables.contains(variable.name) }
      if able.count < 2 {
        throw UserError(
          "\(variable.name) is answered by \(able.first.map { "\($0.name) alone" } ?? "no member") of \(context.coder.name); "
            + "name the other variables in its `variables`, or add a member that answers it")
      }
    }
  }

  /// It changes with what the members have coded.
  struct Recipe: Encodable {
    struct Member: Encodable {
      let name: String
      let state: CodingState
    }

    let parameters: EnsembleParameters
    let members: [Member]
    let variables: [VariableShape]
    let seed: UInt64
    let version: Int
  }

  var recipe: Recipe {
    Recipe(
      parameters: parameters, members: members.map { Recipe.Member(name: $0.name, state: $0.state) },
      variables: context.variables.map(VariableShape.init), seed: context.open.configuration.seed, version: 1)
  }

  private var codings: StudyCodings { StudyCodings(study: context.open.study) }

  var untaught: (any Coder)? { parameters.learns ? nil : coder(learned: nil) }

  var nothingToLearn: String {
    "\(context.coder.name) uses the rule \(parameters.rule.rawValue), which learns nothing, so it is ready: "
      + "codeframe code \(context.coder.name)"
  }

  func learn(from material: TrainingMaterial) async throws -> LearningOutcome<LearnedEnsemble> {
    let trainer = EnsembleTrainer(
      parameters: parameters, variables: context.variables, learnedFrom: try learnedFrom(),
      seed: context.open.configuration.seed)
    let learned = try trainer.train(
      on: material.gold.values, folds: material.folds,
      codings: try await codings.codings(of: parameters.members, for: material.posts))
    return LearningOutcome(
      learned: learned, examples: material.posts.count, method: parameters.rule.rawValue,
      remarks: learned.summary(of: parameters.members) + (try notices()))
  }

  func coder(knowing learned: LearnedEnsemble) -> any Coder { coder(learned: learned) }

  /// The posts that each member may have learned from.
  private func learnedFrom() throws -> [String: Set<String>] {
    var posts: [String: Set<String>] = [:]
    for member in members {
      guard let configuration = member.configuration else { continue }
      for teacher in context.open.configuration.teachers(of: configuration) {
        posts[member.name, default: []].formUnion(try GoldCodings(of: teacher, in: context.open).values.keys)
      }
    }
    return posts
  }

  private func coder(learned: LearnedEnsemble?) -> EnsembleCoder {
    EnsembleCoder(
      name: context.coder.name, variables: context.variables, parameters: parameters, codings: codings,
      learned: learned)
  }

  /// Which members have not coded all posts, and what to do.
  func notices() throws -> [String] {
    try members.compactMap { member in
      let count = try member.uncodedCount(in: context.open.study)
      guard count > 0 else { return nil }
      let remedy =
        member.configuration == nil ? "import the rest of its codings" : "run: codeframe code \(member.name)"
      return "\(member.name) has not coded \(Figures.count(count, "post")), where it has no vote; \(remedy)"
    }
  }
}
