import ContentCoding
import ModelCoders

/// Makes text-to-text coders ready; they learn nothing.
struct TextToTextSetup: CoderSetup {
  let context: CoderContext
  let models: [ModelRecord]
  let extractors = Extractors()
  private let coder: TextToText<TextGenerator>
  private let recipe: Recipe

  /// Everything that decides an answer.
  private struct Recipe: Encodable {
    let parameters: TextToTextParameters
    let model: ExtractorIdentity
    let variables: [VariableShape]
    let definitions: [[String]]
    let version: Int
  }

  /// A setup whose model is found.
  init(context: CoderContext, parameters: TextToTextParameters) throws {
    self.context = context
    let (generator, record) = try context.encoders.textGenerator(parameters.model)
    coder = TextToText(
      name: context.coder.name, variables: context.variables, parameters: parameters, model: generator)
    recipe = Recipe(
      parameters: parameters, model: generator.identity, variables: context.variables.map(VariableShape.init),
      definitions: context.variables.map { [$0.definition] + $0.categories.map(\.definition) }, version: 1)
    models = [record]
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    ReadyCoder(coder: coder, configuration: context.codingsRead.fingerprint(of: recipe))
  }

  func train() async throws -> TrainingResult {
    throw UserError(
      "\(context.coder.name) is a text-to-text coder and learns nothing; it is ready: "
        + "codeframe code \(Shell.quoted(context.coder.name))")
  }
}
