import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Trains engagement coders and brings them back from the study.
struct EngagementSetup: CoderSetup {
  let context: CoderContext
  let models: [ModelRecord]
  let extractors: Extractors
  private let parameters: EngagementParameters
  private let extractor: ExtractorIdentity?
  private let teachers: [CodingInput]

  /// A setup whose encoder is opened, and whose other coders are found.
  init(context: CoderContext, parameters: EngagementParameters) throws {
    self.context = context
    self.parameters = parameters
    teachers = try parameters.codings.map { try CodingInput($0, of: context) }
    guard let choice = parameters.encoder else {
      (models, extractors, extractor) = ([], Extractors(), nil)
      return
    }
    if parameters.uses.contains(.image) {
      let (encoder, record) = try context.encoders.pictureEncoder(choice)
      (models, extractors, extractor) = ([record], Extractors(ofMedia: [encoder]), encoder.identity)
    } else {
      let (encoder, record) = try context.encoders.textEncoder(choice)
      (models, extractors, extractor) = ([record], Extractors(ofTexts: [encoder]), encoder.identity)
    }
  }

  /// Everything that decides what is learned, but the numbers to learn from; it changes with what other coders have coded.
  private struct Recipe: Encodable {
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

  private var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: extractor,
      teachers: teachers.map { Recipe.Teacher(columns: $0.columns, state: $0.state) },
      variables: context.variables.map(VariableShape.init), seed: context.open.configuration.seed, version: 1)
  }

  private var store: TrainedModelStore<TrainedEngagement> {
    TrainedModelStore(
      context: context, recipe: Fingerprint(of: recipe),
      learnsFrom: parameters.target.map { "the count \($0)" } ?? parameters.learnsFrom, gold: gold)
  }

  private var codings: StudyCodings { StudyCodings(study: context.open.study) }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    let missing = try teachers.compactMap { try $0.shortfall(in: context.open.study) }
    return try store.load().map { kept in
      ready(kept, notices: missing + (kept.isUpToDate ? [] : [store.staleness]))
    }
  }

  func train() async throws -> TrainingResult {
    try checkColumns()
    let gold = try gold()
    guard !gold.values.isEmpty else { throw nothingToLearn }
    let folds = try await folds(for: gold)
    let posts = try context.open.study.posts(
      withIDs: folds.assignment.keys.filter { gold.values[$0] != nil }.sorted())
    let trainer = EngagementTrainer(
      parameters: parameters, extractor: extractor, columns: teachers.flatMap(\.columns), codings: codings,
      seed: context.open.configuration.seed, workers: Machine.workers)
    let learned = try await trainer.train(
      on: posts, values: gold.values, variables: context.variables, folds: folds, from: pipeline())
    let kept = try store.keep(
      learned, from: gold,
      summary: "\(posts.count) posts, \(folds.count) folds, \(parameters.model.rawValue)")
    let missing = try teachers.compactMap { try $0.shortfall(in: context.open.study) }
    return TrainingResult(
      ready: ready(kept, notices: []), gold: gold, posts: posts, foldCount: folds.count,
      remarks: learned.summary + missing + (try hiddenCounts())
        + learned.variables.flatMap {
          $0.variable.shortfalls(obstacle: nil, neverPredicted: $0.neverPredicted)
        })
  }

  /// What the coder is to go by has to be there: a misspelt column would count as one that is empty in every post.
  private func checkColumns() throws {
    let study = context.open.study
    let known = try study.columns() + study.counts()
    let named = parameters.columns.filter { !["author", "account"].contains($0) }
    guard let unknown = named.first(where: { !known.contains($0) }) else { return }
    throw UserError(
      "no post has the column or count \(unknown), which \(context.coder.name) is to go by; there are "
        + (["author"] + known.sorted()).joined(separator: ", "))
  }

  /// The numbers to learn from: a count of the posts, or somebody's codings.
  private func gold() throws -> GoldCodings {
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

  /// The study's folds.
  ///
  /// Where a count is learned, nearly every post has one: the folds of those that gold has no coding of are this coder's own,
  /// or every other coder would answer them with what it learned in part.
  private func folds(for gold: GoldCodings) async throws -> Folds {
    let keeper = FoldStore(open: context.open, cache: context.cache)
    let folds = try await keeper.folds(for: gold, storing: parameters.target == nil)
    guard parameters.target != nil else { return folds }
    return Folds(count: folds.count, assignment: folds.assignment.filter { gold.values[$0.key] != nil })
  }

  private var nothingToLearn: UserError {
    UserError(
      parameters.target.map { target in
        "no post has the count \(target), which \(context.coder.name) is to learn: either it is hidden in every post (hidden counts "
          + "are missing, not 0), or its column has another name than the usual ones, and is named with "
          + "codeframe import posts FILE --count \(target)"
      }
        ?? "\(context.coder.name) learns from \(parameters.learnsFrom), which has no codings yet; import some with "
        + "codeframe import codings FILE, or name a count of the posts as its `target`")
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

  private func ready(_ kept: TrainedModelStore<TrainedEngagement>.Kept, notices: [String]) -> ReadyCoder {
    ReadyCoder(
      coder: EngagementCoder(
        name: context.coder.name, variables: context.variables, trained: kept.learned, codings: codings),
      configuration: kept.configuration, notices: notices)
  }
}
