import ContentCoding
import Inference
import ModelCoders

/// Says what each part of a fusion is worth.
package struct Ablate: Workflow, Sendable {
  /// The fusion's name in the study's file.
  package let coder: String
  /// Where models compute.
  package var provider = Provider.cpu

  /// The ablation of `coder`.
  package init(coder: String, provider: Provider = .cpu) {
    self.coder = coder
    self.provider = provider
  }

  package func run(in open: OpenStudy) async throws -> Ablation {
    let context = try open.context(for: coder, on: provider)
    guard let setup = try context.setup() as? any AblatesParts else {
      throw UserError(
        "\(coder) is \(context.coder.parameters.kind.withArticle) coder; only fusions are made of parts")
    }
    return try await setup.ablation()
  }
}
