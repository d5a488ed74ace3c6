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
    let bench = try open.bench(for: coder, on: provider)
    guard case .fusion(let parameters) = bench.coder.parameters else {
      throw UserError(
        "\(coder) is \(bench.coder.parameters.kind.withArticle) coder; only fusions are made of parts")
    }
    return try await FusionWorkshop(bench: bench, parameters: parameters).ablation()
  }
}
