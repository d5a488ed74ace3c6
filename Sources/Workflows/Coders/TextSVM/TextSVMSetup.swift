import ContentCoding
import ModelCoders

/// Trains text-svm coders and brings them back from the study; they open no model.
struct TextSVMSetup: CoderSetup, ExplainsItself {
  let context: CoderContext
  let models: [ModelRecord] = []
  let extractors = Extractors()
  private let parameters: TextSVMParameters

  init(context: CoderContext, parameters: TextSVMParameters) {
    self.context = context
    self.parameters = parameters
  }

  /// Everything that decides what is learned, but gold itself.
  private struct Recipe: Codable {
    let parameters: TextSVMParameters
    let variables: [VariableShape]
    let seed: UInt64
    /// Rises when texts are taken apart, or learned from, in another way.
    let version: Int
  }

  private var recipe: Recipe {
    Recipe(
      parameters: parameters, variables: context.variables.map(VariableShape.init),
      seed: context.open.configuration.seed, version: 1)
  }

  private var store: TrainedModelStore<TrainedTextSVM> {
    TrainedModelStore(context: context, recipe: Fingerprint(of: recipe), learnsFrom: parameters.learnsFrom)
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    try store.load().map(ready)
  }

  func explanation(
    of variables: [Variable], count: Int
  ) throws -> (explanation: Explain.Outcome, notices: [String])? {
    try store.load().map { kept in
      (
        .terms(kept.learned.explanations(of: variables, count: count)),
        kept.isUpToDate ? [] : [store.staleness]
      )
    }
  }

  func train() async throws -> TrainingResult {
    let gold = try context.gold(of: parameters.learnsFrom)
    let (folds, posts) = try await context.lesson(from: gold)
    let examples = GoldText.read(posts, values: gold.values, uses: parameters.uses)
    let silence = try context.silence(of: posts, learning: examples.count, from: parameters.learnsFrom)
    let trainer = TextSVMTrainer(
      parameters: parameters, seed: context.open.configuration.seed, workers: Machine.workers)
    let trained = try await trainer.train(on: examples, variables: context.variables, folds: folds)
    let kept = try store.keep(
      trained, from: gold,
      summary: "\(examples.count) posts, \(folds.count) folds, \(parameters.model.rawValue)")
    return TrainingResult(
      ready: ready(kept), gold: gold, posts: posts, foldCount: trained.folds.count,
      remarks: silence
        + trained.variables.flatMap { variable -> [String] in
          let obstacle = if case .none(let why) = variable.heads { why } else { String?.none }
          return variable.variable.shortfalls(obstacle: obstacle, neverPredicted: variable.neverPredicted)
        })
  }

  private func ready(_ kept: TrainedModelStore<TrainedTextSVM>.Kept) -> ReadyCoder {
    ReadyCoder(
      coder: TextSVM(name: context.coder.name, variables: context.variables, trained: kept.learned),
      configuration: kept.configuration, notices: kept.isUpToDate ? [] : [store.staleness])
  }
}
