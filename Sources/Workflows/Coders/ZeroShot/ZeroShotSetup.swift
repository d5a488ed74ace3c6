import ContentCoding
import Hub
import ModelCoders

/// Makes zero-shot coders ready, and fits their cut-offs where they learn any.
struct ZeroShotSetup: CoderSetup {
  let context: CoderContext
  let models: [ModelRecord]
  let extractors: Extractors
  private let parameters: ZeroShotParameters
  private let extractor: ExtractorIdentity
  private let textExtractor: ExtractorIdentity
  private let scoring: ZeroShotScoring

  /// A setup whose encoders are opened.
  init(context: CoderContext, parameters: ZeroShotParameters) throws {
    self.context = context
    self.parameters = parameters
    let (texts, textRecord) = try context.encoders.textEncoder(parameters.encoder)
    textExtractor = texts.identity
    if parameters.uses.contains(.image) {
      let (pictures, record) = try context.encoders.pictureEncoder(parameters.encoder)
      extractor = pictures.identity
      extractors = Extractors(ofMedia: [pictures], ofTexts: [texts])
      models = [record, textRecord]
    } else {
      extractor = texts.identity
      extractors = Extractors(ofTexts: [texts])
      models = [textRecord]
    }
    scoring = try context.encoders.zeroShotScoring(
      parameters.encoder, scale: parameters.logitScale, bias: parameters.logitBias)
  }

  /// Everything that decides an answer: of the codebook only labels, phrases and templates.
  private struct Recipe: Encodable {
    struct Question: Encodable {
      let shape: VariableShape
      let phrases: [[String]]
      let templates: [String]
    }

    let parameters: ZeroShotParameters
    let extractor: ExtractorIdentity
    let textExtractor: ExtractorIdentity
    let scoring: ZeroShotScoring
    let questions: [Question]
    let version: Int
  }

  private var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: extractor, textExtractor: textExtractor, scoring: scoring,
      questions: context.variables.map { variable in
        Recipe.Question(
          shape: VariableShape(variable), phrases: variable.labels.map(variable.phrases),
          templates: variable.templates)
      }, version: 1)
  }

  private var store: TrainedModelStore<LearnedCutoffs> {
    TrainedModelStore(context: context, recipe: Fingerprint(of: recipe), learnsFrom: parameters.learnsFrom)
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    guard parameters.learns else { return ready(coder(cutoffs: nil), Fingerprint(of: recipe)) }
    return try store.load().map { kept in
      ready(
        coder(cutoffs: kept.learned), kept.configuration, notices: kept.isUpToDate ? [] : [store.staleness])
    }
  }

  func train() async throws -> TrainingResult {
    guard parameters.learns else {
      throw UserError(
        "\(context.coder.name) learns nothing, so it is ready: codeframe code \(context.coder.name). "
          + "With `margin: learned` or `threshold: learned` it fits these to gold")
    }
    let gold = try context.gold(of: parameters.learnsFrom)
    let (folds, posts) = try await context.lesson(from: gold)
    let cutoffs = try await ZeroShot.learn(
      from: posts, values: gold.values, folds: folds, variables: context.variables, parameters: parameters,
      extractor: extractor, textExtractor: textExtractor, scoring: scoring, features: pipeline())
    let kept = try store.keep(
      cutoffs, from: gold, summary: "\(posts.count) posts, \(folds.count) folds, cut-offs")
    return TrainingResult(
      ready: ready(coder(cutoffs: kept.learned), kept.configuration), gold: gold, posts: posts,
      foldCount: folds.count, remarks: cutoffs.summary)
  }

  private func coder(cutoffs: LearnedCutoffs?) -> ZeroShot {
    ZeroShot(
      name: context.coder.name, variables: context.variables, parameters: parameters, extractor: extractor,
      textExtractor: textExtractor, scoring: scoring, cutoffs: cutoffs)
  }

  private func ready(_ coder: ZeroShot, _ configuration: Fingerprint, notices: [String] = []) -> ReadyCoder {
    let unphrased = Dictionary(grouping: coder.unphrased, by: \.variable).sorted { $0.key < $1.key }
    return ReadyCoder(
      coder: coder, configuration: configuration,
      notices: notices
        + unphrased.map { variable, labels in
          "\(variable): \(labels.map(\.label).joined(separator: ", ")) have no phrases in the codebook, "
            + "so their names are used"
        })
  }
}
