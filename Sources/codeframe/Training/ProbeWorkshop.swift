import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Trains probes and brings them back from the study.
struct ProbeWorkshop {
  let open: OpenStudy
  let coder: CoderConfiguration
  let parameters: ProbeParameters
  let encoder: PictureEncoder
  let model: ModelRecord
  let cache: FeatureCache

  /// A workshop for `coder`, whose encoder is opened.
  init(for coder: CoderConfiguration, in open: OpenStudy, cache: FeatureCache) throws {
    guard case .probe(let parameters) = coder.parameters else {
      throw UserError("\(coder.name) is no probe, so there is nothing to train")
    }
    self.open = open
    self.coder = coder
    self.parameters = parameters
    self.cache = cache
    (encoder, model) = try Encoders(forStudyAt: open.folder).pictureEncoder(parameters.encoder.model)
  }

  var variables: [Variable] { open.configuration.variables(of: coder) }

  /// Everything that decides what is learned, but gold itself.
  private struct Recipe: Codable {
    let parameters: ProbeParameters
    let extractor: ExtractorIdentity
    let variables: [VariableShape]
    let seed: UInt64
  }

  private var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: encoder.identity, variables: variables.map(VariableShape.init),
      seed: open.configuration.seed)
  }

  /// A probe with what its configuration covers.
  struct Ready {
    let probe: Probe
    let trained: TrainedProbe
    /// Covers recipe and heads.
    let configuration: Fingerprint
    /// Whether gold is as it was when the heads were trained.
    let isUpToDate: Bool
  }

  /// The probe as it was trained last under today's recipe; nil where it never was.
  func stored() throws -> Ready? {
    guard let head = try open.study.head(of: coder.name, configuration: Fingerprint(of: recipe)) else {
      return nil
    }
    let gold = try GoldCodings(of: parameters.learnsFrom, in: open)
    let trained = try JSONDecoder().decode(TrainedProbe.self, from: head.data)
    return ready(trained, data: head.data, isUpToDate: head.gold == gold.fingerprint(of: variables))
  }

  /// Trains the probe on gold and keeps it.
  ///
  /// - Throws: ``UserError`` where there is no gold to learn from.
  func train() async throws -> (ready: Ready, gold: GoldCodings, posts: [Post]) {
    let gold = try GoldCodings(of: parameters.learnsFrom, in: open)
    guard !gold.values.isEmpty else {
      throw UserError(
        "\(coder.name) learns from \(parameters.learnsFrom), which has no codings yet; import some with "
          + "codeframe import codings FILE")
    }
    let folds = try await FoldKeeper(open: open, cache: cache).folds(for: gold)
    let posts = try open.study.posts(
      withIDs: folds.assignment.keys.filter { gold.values[$0] != nil }.sorted())
    let pipeline = self.pipeline()
    let examples = try await GoldPost.read(
      posts, values: gold.values, extractor: encoder.identity, from: pipeline)
    let trainer = ProbeTrainer(
      parameters: parameters, extractor: encoder.identity, seed: open.configuration.seed,
      workers: Machine.workers)
    let trained = try await trainer.train(on: examples, variables: variables, folds: folds)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(trained)
    try open.study.saveHead(
      StoredHead(
        coder: coder.name, configuration: Fingerprint(of: recipe), data: data, trainedAt: Date(),
        gold: gold.fingerprint(of: variables),
        summary: "\(examples.count) posts, \(folds.count) folds, \(parameters.head.rawValue)"))
    return (ready(trained, data: data, isUpToDate: true), gold, posts)
  }

  /// A pipeline with the probe's encoder.
  func pipeline(progress: @escaping @Sendable (Int) -> Void = { _ in }) -> FeaturePipeline {
    FeaturePipeline(
      folder: open.folder, extractors: [encoder], store: cache, ledger: open.study, workers: Machine.workers,
      progress: progress)
  }

  /// The configuration as people read it in `runs`.
  func configurationText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(recipe), as: UTF8.self)
  }

  private func ready(_ trained: TrainedProbe, data: Data, isUpToDate: Bool) -> Ready {
    Ready(
      probe: Probe(name: coder.name, variables: variables, trained: trained), trained: trained,
      configuration: Fingerprint(of: [Fingerprint(of: recipe), Fingerprint(ofBytes: data)]),
      isUpToDate: isUpToDate)
  }
}
