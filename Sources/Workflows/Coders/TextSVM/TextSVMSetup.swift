import ContentCoding
import ModelCoders

/// Trains text-svm coders and brings them back from the study; they open no model.
struct TextSVMSetup: LearningSetup, ExplainsItself {
  let context: CoderContext
  let parameters: TextSVMParameters
  let models: [ModelRecord] = []
  let extractors = Extractors()

  init(context: CoderContext, parameters: TextSVMParameters) {
    self.context = context
    self.parameters = parameters
  }

  struct Recipe: Codable {
    let parameters: TextSVMParameters
    let variables: [VariableShape]
    let seed: UInt64
    /// Rises when texts are taken apart, or learned from, in another way.
    let version: Int
  }

  var recipe: Recipe {
    Recipe(
      parameters: parameters, variables: context.variables.map(VariableShape.init),
      seed: context.open.configuration.seed, version: 1)
  }

  func learn(from material: TrainingMaterial) async throws -> LearningOutcome<TrainedTextSVM> {
    let examples = GoldText.read(material.posts, values: material.gold.values, uses: parameters.uses)
    let silence = try context.silence(of: material.posts, learning: examples.count, from: teacher)
    let trained = try await TextSVMTrainer(
      parameters: parameters, seed: context.open.configuration.seed, workers: Machine.workers
    ).train(on: examples, variables: context.variables, folds: material.folds)
    return LearningOutcome(
      learned: trained, examples: examples.count, method: parameters.model.rawValue,
      remarks: silence + trained.shortfalls)
  }

  func coder(knowing learned: TrainedTextSVM) -> any Coder {
    TextSVM(name: context.coder.name, variables: context.variables, trained: learned)
  }

  func explanation(
    of variables: [Variable], count: Int
  ) throws -> (explanation: Explain.Outcome, notices: [String])? {
    try explanation { .terms($0.explanations(of: variables, count: count)) }
  }
}
