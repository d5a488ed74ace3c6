import ContentCoding
import ModelCoders
import Storage

/// Trains fusions and brings them back from the study.
struct FusionSetup: LearningSetup, AblatesParts {
  let context: CoderContext
  let parameters: FusionParameters
  /// The encoder of each part.
  private let encoders: [PostEncoder]

  /// A setup whose encoders are opened.
  init(context: CoderContext, parameters: FusionParameters) throws {
    self.context = context
    self.parameters = parameters
    encoders = try parameters.parts.map {
      try PostEncoder($0.encoder, uses: $0.uses, from: context.encoders)
    }
  }

  var models: [ModelRecord] { encoders.each.flatMap(\.models) }
  var extractors: Extractors { encoders.each.map(\.extractors).reduce(Extractors(), +) }
  /// The identity of each part's encoder.
  var identities: [ExtractorIdentity] { encoders.map(\.identity) }

  struct Recipe: Codable {
    let parameters: FusionParameters
    let extractors: [ExtractorIdentity]
    let variables: [VariableShape]
    let seed: UInt64
    /// Rises when fusions learn in another way.
    let version: Int
  }

  var recipe: Recipe {
    Recipe(
      parameters: parameters, extractors: identities, variables: context.variables.map(VariableShape.init),
      seed: context.open.configuration.seed, version: 1)
  }

  /// The embeddings of the parts of gold's posts, and their lengths.
  func examples(of material: TrainingMaterial) async throws -> (posts: [GoldParts], widths: [Int]) {
    try await GoldParts.read(
      material.posts, values: material.gold.values, parts: parameters.parts, extractors: identities,
      from: pipeline())
  }

  func learn(from material: TrainingMaterial) async throws -> LearningOutcome<TrainedFusion> {
    let (examples, widths) = try await examples(of: material)
    let silence = try context.silence(of: material.posts, learning: examples.count, from: teacher)
    let trained = try await FusionTrainer(
      parameters: parameters, extractors: identities, seed: context.open.configuration.seed,
      workers: Machine.workers
    ).train(on: examples, widths: widths, variables: context.variables, folds: material.folds)
    return LearningOutcome(
      learned: trained, examples: examples.count, method: parameters.way.text,
      remarks: silence + trained.shortfalls + trained.summary)
  }

  func coder(knowing learned: TrainedFusion) -> any Coder {
    Fusion(name: context.coder.name, variables: context.variables, trained: learned)
  }
}

extension [PostEncoder] {
  /// Each encoder once.
  fileprivate var each: [PostEncoder] {
    indices.filter { place in !self[..<place].contains { $0.identity == self[place].identity } }.map {
      self[$0]
    }
  }
}
