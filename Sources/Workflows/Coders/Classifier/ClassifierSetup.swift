import ContentCoding
import ModelCoders

/// Makes classifiers ready; they learn nothing.
struct ClassifierSetup: CoderSetup {
  let context: CoderContext
  let models: [ModelRecord]
  let extractors: Extractors
  private let coder: Classifier
  private let recipe: Recipe

  /// Everything that decides an answer.
  private struct Recipe: Encodable {
    let parameters: ClassifierParameters
    let extractor: ExtractorIdentity
    let modelLabels: [String]
    let variable: VariableShape
    let version: Int
  }

  /// A setup whose model is opened.
  init(context: CoderContext, parameters: ClassifierParameters) throws {
    self.context = context
    guard let variable = context.variables.first, context.variables.count == 1 else {
      throw UserError(
        "\(context.coder.name) is a classifier, which answers one variable; name it in `variables`")
    }
    let (model, record) = try context.encoders.pictureClassifier(parameters.model)
    coder = try Classifier(
      name: context.coder.name, variable: variable, parameters: parameters, extractor: model.identity,
      labels: model.labels)
    recipe = Recipe(
      parameters: parameters, extractor: model.identity, modelLabels: model.labels.names,
      variable: VariableShape(variable), version: 1)
    extractors = Extractors(ofMedia: [model])
    models = [record]
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    ReadyCoder(coder: coder, configuration: context.codingsRead.fingerprint(of: recipe))
  }

  func train() async throws -> TrainingResult {
    throw UserError(
      "\(context.coder.name) is a classifier with labels of its own and learns nothing; it is ready: "
        + "codeframe code \(context.coder.name)")
  }
}
