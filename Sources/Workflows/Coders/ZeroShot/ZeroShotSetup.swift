import ContentCoding
import Hub
import ModelCoders

/// Makes zero-shot coders ready, and fits their cut-offs where they learn any.
struct ZeroShotSetup: LearningSetup {
  let context: CoderContext
  let parameters: ZeroShotParameters
  let models: [ModelRecord]
  let extractors: Extractors
  private let extractor: ExtractorIdentity
  private let textExtractor: ExtractorIdentity
  private let scoring: ZeroShotScoring
  /// How many posts there are, where their cosines are measured: what is measured changes with them.
  private let corpus: Int?

  /// A setup whose encoders are opened.
  init(context: CoderContext, parameters: ZeroShotParameters) throws {
    self.context = context
    self.parameters = parameters
    corpus = parameters.balances ? try context.open.study.postCount() : nil
    if let labels = parameters.labels {
      let (space, texts, records) = try context.encoders.labelSpace(
        of: parameters.encoder, in: labels.texts,
        LabelSpace.Settings(count: labels.count, temperature: labels.temperature))
      (extractor, textExtractor, models) = (space.identity, texts.identity, records)
      extractors = Extractors(ofMedia: [space], ofTexts: [texts])
      scoring = .softmax(scale: parameters.logitScale ?? LabelSpace.logitScale)
      return
    }
    let (posts, phrases) = try PostEncoder.withWords(
      parameters.encoder, uses: parameters.uses, from: context.encoders)
    (extractor, textExtractor) = (posts.identity, phrases.identity)
    extractors = posts.looksAtPictures ? posts.extractors + phrases.extractors : posts.extractors
    models = posts.models + phrases.models.filter { !posts.models.contains($0) }
    scoring = try context.encoders.zeroShotScoring(
      parameters.encoder, scale: parameters.logitScale, bias: parameters.logitBias)
  }

  /// Of the codebook only labels, phrases and templates decide an answer.
  struct Recipe: Encodable {
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
    /// How many posts cosines are measured on; nil where none are.
    let corpus: Int?
    let version: Int
  }

  var recipe: Recipe {
    Recipe(
      parameters: parameters, extractor: extractor, textExtractor: textExtractor, scoring: scoring,
      questions: context.variables.map { variable in
        Recipe.Question(
          shape: VariableShape(variable), phrases: variable.labels.map(variable.phrases),
          templates: variable.templates)
      }, corpus: corpus, version: 1)
  }

  var untaught: (any Coder)? { parameters.learns || parameters.balances ? nil : coder(cutoffs: nil) }

  var nothingToLearn: String {
    "\(context.coder.name) learns nothing, so it is ready: codeframe code \(context.coder.name). "
      + "With `margin: learned`, `threshold: learned` or `combine: {at-least: learned}` it fits these to gold"
  }

  var needsGold: Bool { parameters.learns }

  func gold() throws -> GoldCodings {
    parameters.learns ? try GoldCodings(of: teacher, in: context.open) : GoldCodings(coder: "", values: [:])
  }

  func material(from gold: GoldCodings) async throws -> TrainingMaterial {
    parameters.learns
      ? try await context.material(from: gold)
      : TrainingMaterial(gold: gold, folds: Folds(count: Folds.counts.lowerBound, assignment: [:]), posts: [])
  }

  func learn(from material: TrainingMaterial) async throws -> LearningOutcome<LearnedCutoffs> {
    let (balances, measured) = parameters.balances ? try await measureBalances() : ([:], 0)
    let remarks =
      parameters.balances
      ? [
        "categories are measured on \(Figures.count(measured, "post")), as if they were about equally frequent"
      ]
      : []
    guard parameters.learns else {
      return LearningOutcome(
        learned: LearnedCutoffs(balances: balances), examples: measured, method: "balance",
        remarks: remarks + notices())
    }
    var cutoffs = try await ZeroShot.learn(
      from: material.posts, values: material.gold.values, folds: material.folds, variables: context.variables,
      parameters: parameters, extractor: extractor, textExtractor: textExtractor, scoring: scoring,
      balances: balances, features: pipeline())
    if parameters.combine == .atLeastLearned {
      cutoffs.counts = try await LearnedCounts(
        of: material.posts, values: material.gold.values, folds: material.folds, variables: context.variables,
        features: pipeline()
      ) { [cutoffs] in coder(cutoffs: cutoffs, combine: .atLeast($0)) }
    }
    return LearningOutcome(
      learned: cutoffs, examples: material.posts.count, method: "cut-offs",
      remarks: remarks + cutoffs.summary + notices())
  }

  /// How the cosines of each category lie over all posts, and how many posts have something to compare.
  private func measureBalances() async throws -> (balances: [String: LabelBalance], posts: Int) {
    var measurement = BalanceMeasurement(
      variables: context.variables, parameters: parameters, extractor: extractor,
      textExtractor: textExtractor,
      scoring: scoring)
    let features = pipeline()
    try await context.open.eachPage(in: .all) { posts in
      try await measurement.add(posts, from: features)
    }
    return (try measurement.balances(), measurement.posts)
  }

  func coder(knowing learned: LearnedCutoffs) -> any Coder {
    guard let counts = learned.counts else { return coder(cutoffs: learned) }
    return CountedCoder(counts: counts) { coder(cutoffs: learned, combine: .atLeast($0)) }
  }

  private func coder(cutoffs: LearnedCutoffs?, combine: CombineRule? = nil) -> ZeroShot {
    var parameters = parameters
    parameters.combine = combine ?? parameters.combine
    return ZeroShot(
      name: context.coder.name, variables: context.variables, parameters: parameters, extractor: extractor,
      textExtractor: textExtractor, scoring: scoring, cutoffs: cutoffs)
  }

  func notices() -> [String] {
    Dictionary(grouping: coder(cutoffs: nil).unphrased, by: \.variable).sorted { $0.key < $1.key }
      .map { variable, labels in
        "\(variable): \(labels.map(\.label).joined(separator: ", ")) have no phrases in the codebook, "
          + "so their names are used"
      }
  }
}
