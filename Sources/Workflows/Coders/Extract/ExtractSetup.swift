import ContentCoding
import Foundation
import ModelCoders
import Storage

/// Makes extract coders ready: what was extracted is their answer, until it is extracted anew.
struct ExtractSetup: CoderSetup {
  let context: CoderContext
  let models: [ModelRecord] = []
  let extractors = Extractors()
  private let coder: ExtractedText
  private let recipe: Recipe

  /// Everything that decides an answer.
  private struct Recipe: Encodable {
    let parameters: ExtractParameters
    /// The extractor and the time of its last extraction.
    let extractions: [Extraction]
    let version: Int
  }

  /// A setup.
  ///
  /// - Throws: ``UserError`` where nothing was extracted yet.
  init(context: CoderContext, parameters: ExtractParameters) throws {
    self.context = context
    guard let variable = context.variables.first, context.variables.count == 1,
      let extractor = parameters.part.extractor
    else {
      throw UserError("\(context.coder.name) answers one variable of type text; name it in `variables`")
    }
    let extractions = try context.open.study.extractions().filter { $0.name == extractor }
    guard !extractions.isEmpty else {
      throw UserError(
        "\(context.coder.name) answers with what was not extracted yet; run: codeframe extract \(extractor)")
    }
    coder = ExtractedText(name: context.coder.name, variable: variable, parameters: parameters)
    recipe = Recipe(parameters: parameters, extractions: extractions, version: 1)
  }

  var configurationText: String { get throws { try recipe.configurationText } }

  func ready() throws -> ReadyCoder? {
    ReadyCoder(coder: coder, configuration: context.codingsRead.fingerprint(of: recipe))
  }

  func train() async throws -> TrainingResult {
    throw UserError(
      "\(context.coder.name) is an extract coder and learns nothing; it is ready: "
        + "codeframe code \(Shell.quoted(context.coder.name))")
  }
}
