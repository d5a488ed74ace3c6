import ContentCoding
import ModelCoders
import Storage

/// Trains fusions and brings them back from the study.
struct FusionSetup: CoderSetup, AblatesParts {
  let context: CoderContext
  let models: [ModelRecord]
  let extractors: Extractors
  let parameters: FusionParameters
  /// The encoder of each part.
  let identities: [ExtractorIdentity]

  /// A setup whose encoders are opened, each once.
  init(context: CoderContext, parameters: FusionParameters) throws {
    self.context = context
    self.parameters = parameters
    var extractors = Extractors()
    var models: [ModelRecord] = []
    var identities: [ExtractorIdentity] = []
    for part in parameters.parts {
      let (identity, record): (ExtractorIdentity, ModelRecord)
      if part.uses.contains(.image) {
        let (encoder, model) = try context.encoders.pictureEncoder(part.encoder)
        if !identities.contains(encoder.identity) { extractors.ofMedia.append(encoder) }
        (identity, record) = (encoder.identity, model)
      } else {
        let (encoder, model) = try context.encoders.textEncoder(part.encoder)
        if !identities.contains(encoder.identity) { extractors.ofTexts.append(encoder) }
        (identity, record) = (encoder.identity, model)
      }
      if !identities.contains(identity) { models.append(record) }
      identities.append(identity)
    }
    self.extractors = extractors
    self.models = models
    self.identities = identities
  }

  /// Everything that decides what is learned, but gold itself.
  private struct Recipe: Codable {
    let parameters: FusionParameters
    let extractors: [ExtractorIdentity]
    let variables: [VariableShape]
    let seed: UInt64
    /// Rises when fusions learn in another way.
    let version: Int
  }

  private var recipe: Recipe {
    Recipe(
      parameters: parameters, extractors: identities, variables: context.variables.map(VariableShape.init),
      seed: context.open.configuration.seed, version: 1)
  }

  var store: TrainedModelStore<TrainedFusion> {
    TrainedModelStore(context: context, recipe: Fingerprint(of: recipe), learnsFrom: parameters.learnsFrom)
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    try store.load().map(ready)
  }

  /// What there is to learn from.
  struct Material {
    let gold: GoldCodings
    let folds: Folds
    let posts: [Post]
  }

  /// Gold, its folds and posts, the embeddings of those posts' parts, and their lengths.
  func material() async throws -> (lesson: Material, examples: [GoldParts], widths: [Int]) {
    let gold = try context.gold(of: parameters.learnsFrom)
    let (folds, posts) = try await context.lesson(from: gold)
    let (examples, widths) = try await GoldParts.read(
      posts, values: gold.values, parts: parameters.parts, extractors: identities, from: pipeline())
    return (Material(gold: gold, folds: folds, posts: posts), examples, widths)
  }

  func train() async throws -> TrainingResult {
    let (lesson, examples, widths) = try await material()
    let (gold, folds, posts) = (lesson.gold, lesson.folds, lesson.posts)
    let silence = try context.silence(of: posts, learning: examples.count, from: parameters.learnsFrom)
    let trainer = FusionTrainer(
      parameters: parameters, extractors: identities, seed: context.open.configuration.seed,
      workers: Machine.workers)
    let trained = try await trainer.train(
      on: examples, widths: widths, variables: context.variables, folds: folds)
    let kept = try store.keep(
      trained, from: gold, summary: "\(examples.count) posts, \(folds.count) folds, \(parameters.way.text)")
    return TrainingResult(
      ready: ready(kept), gold: gold, posts: posts, foldCount: trained.folds.count,
      remarks: silence
        + trained.variables.flatMap { variable -> [String] in
          let obstacle = if case .none(let why) = variable.heads { why } else { String?.none }
          return variable.variable.shortfalls(obstacle: obstacle, neverPredicted: variable.neverPredicted)
        } + trained.summary)
  }

  private func ready(_ kept: TrainedModelStore<TrainedFusion>.Kept) -> ReadyCoder {
    ReadyCoder(
      coder: Fusion(name: context.coder.name, variables: context.variables, trained: kept.learned),
      configuration: kept.configuration, notices: kept.isUpToDate ? [] : [store.staleness])
  }
}
