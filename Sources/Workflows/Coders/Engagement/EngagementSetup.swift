import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Trains engagement coders and brings them back from the study.
struct EngagementSetup: LearningSetup {
  let context: CoderContext
  let parameters: EngagementParameters
  private let encoder: PostEncoder?
  private let teachers: [CodingInput]

  /// A setup whose encoder is opened, and whose other coders are found.
  init(context: CoderContext, parameters: EngagementParameters) throws {
    self.context = context
    self.parameters = parameters
    teachers = try parameters.codings.map { try CodingInput($0, of: context) }
    encoder = try parameters.encoder.map {
      try PostEncoder($0, uses: parameters.uses, from: context.encoders)
    }
  }

  var models: [ModelRecord] { encoder?.models ?? [] }
  var extractors: Extractors { encoder?.extractors ?? Extractors() }

  /// It changes with what other coders have coded.
  struct Recipe: Encodable {
    struct Teacher: Encodable {
      let columns: [CodingColumn]
      let state: CodingState
    }

    let parameters: EngagementParameters
    let extractor: ExtractorIdentity?
    let teachers: [Teacher]
    let variables: [VariableShape]
    let seed: UInt64
    /// Rises when posts are read, or learned from, in another way.
    let version: Int
  }

  var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: encoder?.identity,
      teachers: teachers.map { Recipe.Teacher(columns: $0.columns, state: $0.state) },
      variables: context.variables.map(VariableShape.init), seed: context.open.configuration.seed, version: 1)
  }

  var teacher: String { parameters.target.map { "the count \($0)" } ?? parameters.learnsFrom }

  private var codings: StudyCodings { StudyCodings(study: context.open.study) }

  func notices() throws -> [String] {
    try teachers.compactMap { try $0.shortfall(in: context.open.study) }
  }

  func learn(from material: TrainingMaterial) async throws -> LearningOutcome<TrainedEngagement> {
    let learned = try await EngagementTrainer(
      parameters: parameters, extractor: encoder?.identity, columns: teachers.flatMap(\.columns),
      codings: codings, seed: context.open.configuration.seed, workers: Machine.workers
    ).train(
      on: material.posts, values: material.gold.values, variables: context.variables, folds: material.folds,
      from: pipeline())
    return LearningOutcome(
      learned: learned, examples: material.posts.count, method: parameters.model.rawValue,
      remarks: learned.summary + (try notices()) + (try hiddenCounts())
        + learned.variables.flatMap {
          $0.variable.shortfalls(obstacle: nil, neverPredicted: $0.neverPredicted)
        })
  }

  func coder(knowing learned: TrainedEngagement) -> any Coder {
    EngagementCoder(
      name: context.coder.name, variables: context.variables, trained: learned, codings: codings)
  }

  /// What the coder is to go by has to be there: a misspelt column would count as one that is empty in every post.
  func check() throws {
    let study = context.open.study
    let known = try study.columns() + study.counts()
    let named = parameters.columns.filter { !["author", "account"].contains($0) }
    guard let unknown = named.first(where: { !known.contains($0) }) else { return }
    throw UserError(
      "no post has the column or count \(unknown), which \(context.coder.name) is to use; there are "
        + (["author"] + known.sorted()).joined(separator: ", "))
  }

  /// The numbers to learn from: a count of the posts, or somebody's codings.
  func gold() throws -> GoldCodings {
    guard let target = parameters.target, let number else {
      return try GoldCodings(of: parameters.learnsFrom, in: context.open)
    }
    let counts = try GoldCodings(counting: target, as: number, in: context.open).drawing(
      parameters.examples, seed: context.open.configuration.seed)
    let others = Set(context.variables.map(\.name)).subtracting([number.name])
    guard !others.isEmpty else { return counts }
    return try counts.joined(with: GoldCodings(of: parameters.learnsFrom, in: context.open), of: others)
  }

  /// The variable that is a number.
  private var number: Variable? { context.variables.first { $0.type == .number } }

  /// The study's folds, and the posts that are learned from.
  ///
  /// Where a count is learned, nearly every post has one: the folds of those that gold has no coding of are this coder's own,
  /// or every other coder would answer them with what it learned in part.
  func material(from gold: GoldCodings) async throws -> TrainingMaterial {
    guard parameters.target != nil else { return try await context.material(from: gold) }
    let folds = try await FoldStore(open: context.open, cache: context.cache).folds(for: gold, storing: false)
    return try context.material(
      from: gold,
      folds: Folds(count: folds.count, assignment: folds.assignment.filter { gold.values[$0.key] != nil }))
  }

  var noGold: String {
    parameters.target.map { target in
      "no post has the count \(target), which \(context.coder.name) is to learn: either it is hidden in every post (hidden counts "
        + "are missing, not 0), or its column has another name than the usual ones, and is named with "
        + "codeframe import posts FILE --count \(target)"
    }
      ?? "\(context.coder.name) learns from \(parameters.learnsFrom), which has no codings yet; import some with "
      + "codeframe import codings FILE, or name a count of the posts as its `target`"
  }

  /// How many posts do not say the count.
  private func hiddenCounts() throws -> [String] {
    guard let target = parameters.target, let variable = number else { return [] }
    let all = try context.open.study.postCount()
    let known = try GoldCodings(counting: target, as: variable, in: context.open).values.count
    guard all > known else { return [] }
    return [
      "\(variable.name): \(Figures.count(all - known, "post")) without the count \(target) (hidden, or out of range) "
        + "are not learned from; they are missing, not 0"
    ]
  }
}
