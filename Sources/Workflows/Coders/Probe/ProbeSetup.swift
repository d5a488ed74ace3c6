import ContentCoding
import ModelCoders
import Storage

/// Trains probes and brings them back from the study.
struct ProbeSetup: CoderSetup {
  let context: CoderContext
  let models: [ModelRecord]
  let extractors: Extractors
  private let parameters: ProbeParameters
  private let extractor: ExtractorIdentity
  /// Extractors of the changed copies that are learned from.
  private let copies: [AugmentedEncoder]

  /// A setup whose encoder is opened.
  init(context: CoderContext, parameters: ProbeParameters) throws {
    self.context = context
    self.parameters = parameters
    if parameters.uses.contains(.image) {
      let (encoder, record) = try context.encoders.pictureEncoder(parameters.encoder)
      extractors = Extractors(ofMedia: [encoder])
      extractor = encoder.identity
      models = [record]
      copies = AugmentedEncoder.copies(of: encoder, parameters.augmentation)
    } else {
      let (encoder, record) = try context.encoders.textEncoder(parameters.encoder)
      extractors = Extractors(ofTexts: [encoder])
      extractor = encoder.identity
      models = [record]
      copies = []
    }
  }

  /// Everything that decides what is learned, but gold itself.
  private struct Recipe: Codable {
    let parameters: ProbeParameters
    let extractor: ExtractorIdentity
    let variables: [VariableShape]
    let seed: UInt64
  }

  private var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: extractor, variables: context.variables.map(VariableShape.init),
      seed: context.open.configuration.seed)
  }

  private var store: TrainedModelStore<TrainedProbe> {
    TrainedModelStore(context: context, recipe: Fingerprint(of: recipe), learnsFrom: parameters.learnsFrom)
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    try store.load().map(ready)
  }

  func train() async throws -> TrainingResult {
    let gold = try context.gold(of: parameters.learnsFrom)
    let (folds, posts) = try await context.lesson(from: gold)
    var extractors = extractors
    extractors.ofMedia += copies
    let examples = try await GoldPost.read(
      posts, values: gold.values, extractor: extractor, copies: copies.map(\.identity), uses: parameters.uses,
      from: context.pipeline(extractors))
    let silence = try context.silence(of: posts, learning: examples.count, from: parameters.learnsFrom)
    let trainer = ProbeTrainer(
      parameters: parameters, extractor: extractor, seed: context.open.configuration.seed,
      workers: Machine.workers)
    let trained = try await trainer.train(on: examples, variables: context.variables, folds: folds)
    let kept = try store.keep(
      trained, from: gold,
      summary: "\(examples.count) posts, \(folds.count) folds, \(parameters.head.rawValue)")
    return TrainingResult(
      ready: ready(kept), gold: gold, posts: posts, foldCount: trained.folds.count,
      remarks: silence
        + trained.variables.flatMap { variable -> [String] in
          let obstacle = if case .none(let why) = variable.heads { why } else { String?.none }
          return variable.variable.shortfalls(obstacle: obstacle, neverPredicted: variable.neverPredicted)
        })
  }

  private func ready(_ kept: TrainedModelStore<TrainedProbe>.Kept) -> ReadyCoder {
    ReadyCoder(
      coder: Probe(name: context.coder.name, variables: context.variables, trained: kept.learned),
      configuration: kept.configuration, notices: kept.isUpToDate ? [] : [store.staleness])
  }
}
