import ContentCoding
import ModelCoders
import Storage

/// Trains probes and brings them back from the study.
struct ProbeSetup: LearningSetup {
  let context: CoderContext
  let parameters: ProbeParameters
  private let encoder: PostEncoder

  /// A setup whose encoder is opened.
  init(context: CoderContext, parameters: ProbeParameters) throws {
    self.context = context
    self.parameters = parameters
    encoder = try PostEncoder(parameters.encoder, uses: parameters.uses, from: context.encoders)
  }

  var models: [ModelRecord] { encoder.models }
  var extractors: Extractors { encoder.extractors }

  struct Recipe: Codable {
    let parameters: ProbeParameters
    let extractor: ExtractorIdentity
    let variables: [VariableShape]
    let seed: UInt64
  }

  var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: encoder.identity,
      variables: context.variables.map(VariableShape.init), seed: context.open.configuration.seed)
  }

  func learn(from material: TrainingMaterial) async throws -> LearningOutcome<TrainedProbe> {
    let copies = encoder.copies(parameters.augmentation)
    var extractors = extractors
    extractors.ofMedia += copies
    let examples = try await GoldPost.read(
      material.posts, values: material.gold.values, extractor: encoder.identity,
      copies: copies.map(\.identity),
      uses: parameters.uses, from: context.pipeline(extractors))
    let silence = try context.silence(of: material.posts, learning: examples.count, from: teacher)
    var trained = try await ProbeTrainer(
      parameters: parameters, extractor: encoder.identity, seed: context.open.configuration.seed,
      workers: Machine.workers
    ).train(on: examples, variables: context.variables, folds: material.folds)
    if parameters.combine == .atLeastLearned {
      trained.counts = try await LearnedCounts(
        of: material.posts, values: material.gold.values, folds: material.folds, variables: context.variables,
        features: pipeline()
      ) { [trained] in probe(trained, seeing: $0) }
    }
    return LearningOutcome(
      learned: trained, examples: examples.count, method: parameters.head.rawValue,
      remarks: silence + trained.shortfalls + (trained.counts?.summary ?? []))
  }

  func coder(knowing learned: TrainedProbe) -> any Coder {
    guard let counts = learned.counts else {
      return Probe(name: context.coder.name, variables: context.variables, trained: learned)
    }
    return CountedCoder(counts: counts) { probe(learned, seeing: $0) }
  }

  private func probe(_ learned: TrainedProbe, seeing count: Int) -> Probe {
    var learned = learned
    learned.parameters.combine = .atLeast(count)
    return Probe(name: context.coder.name, variables: context.variables, trained: learned)
  }
}
