import ContentCoding
import ModelCoders
import Storage

/// Trains probes and brings them back from the study.
struct ProbeWorkshop: CoderWorkshop {
  let bench: Workbench
  let models: [ModelRecord]
  let extractors: Extractors
  private let parameters: ProbeParameters
  private let extractor: ExtractorIdentity
  /// Extractors of the changed copies that are learned from.
  private let copies: [AugmentedEncoder]

  /// A workshop whose encoder is opened.
  init(bench: Workbench, parameters: ProbeParameters) throws {
    self.bench = bench
    self.parameters = parameters
    if parameters.uses.contains(.image) {
      let (encoder, record) = try bench.encoders.pictureEncoder(parameters.encoder)
      extractors = Extractors(ofMedia: [encoder])
      extractor = encoder.identity
      models = [record]
      copies = AugmentedEncoder.copies(of: encoder, parameters.augmentation)
    } else {
      let (encoder, record) = try bench.encoders.textEncoder(parameters.encoder)
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
      parameters: parameters, extractor: extractor, variables: bench.variables.map(VariableShape.init),
      seed: bench.open.configuration.seed)
  }

  private var shelf: LearnedShelf<TrainedProbe> {
    LearnedShelf(bench: bench, recipe: Fingerprint(of: recipe), learnsFrom: parameters.learnsFrom)
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    try shelf.load().map(ready)
  }

  func train() async throws -> Lesson {
    let gold = try bench.gold(of: parameters.learnsFrom)
    let (folds, posts) = try await bench.lesson(from: gold)
    var extractors = extractors
    extractors.ofMedia += copies
    let examples = try await GoldPost.read(
      posts, values: gold.values, extractor: extractor, copies: copies.map(\.identity), uses: parameters.uses,
      from: bench.pipeline(extractors))
    let silence = try bench.silence(of: posts, learning: examples.count, from: parameters.learnsFrom)
    let trainer = ProbeTrainer(
      parameters: parameters, extractor: extractor, seed: bench.open.configuration.seed,
      workers: Machine.workers)
    let trained = try await trainer.train(on: examples, variables: bench.variables, folds: folds)
    let kept = try shelf.keep(
      trained, from: gold,
      summary: "\(examples.count) posts, \(folds.count) folds, \(parameters.head.rawValue)")
    return Lesson(
      ready: ready(kept), gold: gold, posts: posts, foldCount: trained.folds.count,
      remarks: silence
        + trained.variables.flatMap { variable -> [String] in
          let obstacle = if case .none(let why) = variable.heads { why } else { String?.none }
          return variable.variable.shortfalls(obstacle: obstacle, neverPredicted: variable.neverPredicted)
        })
  }

  private func ready(_ kept: LearnedShelf<TrainedProbe>.Kept) -> ReadyCoder {
    ReadyCoder(
      coder: Probe(name: bench.coder.name, variables: bench.variables, trained: kept.learned),
      configuration: kept.configuration, notices: kept.isUpToDate ? [] : [shelf.staleness])
  }
}
