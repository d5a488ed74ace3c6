import ContentCoding
import ModelCoders
import Reliability

extension FusionSetup {
  /// What each part is worth, on the gold posts that can be learned from.
  ///
  /// - Throws: ``UserError`` where there is nothing to learn from.
  package func ablation() async throws -> Ablation {
    let material = try await context.material(from: context.gold(of: teacher))
    let (examples, widths) = try await examples(of: material)
    let ablation = FusionAblation(
      parameters: parameters, extractors: identities, seed: context.open.configuration.seed,
      workers: Machine.workers)
    let variants = try await ablation.variants(
      on: examples, widths: widths, variables: context.variables, folds: material.folds)
    var codings: [[Coding]] = []
    for variant in variants {
      let coder = Fusion(name: context.coder.name, variables: context.variables, trained: variant.trained)
      codings.append(try await coder.code(material.posts, with: pipeline()))
    }
    let frame = EvaluationFrame(
      groups: try context.open.resamplingGroups(of: material.posts),
      bootstrap: Bootstrap(seed: context.open.configuration.seed))
    let answered = Set(material.posts.map(\.id))
    let truth = CoderIdentity(name: material.gold.coder, kind: .person)
    return Ablation(
      coder: context.coder.name, gold: material.gold.coder,
      variables: try context.variables.map { variable in
        let values = material.gold.values.compactMap { post, values in
          answered.contains(post)
            ? values[variable.name].map {
              Coding(postID: post, variable: variable.name, answer: .coded($0))
            } : nil
        }
        return try VariableAblation(
          variable, gold: VariableCodings(coder: truth, codings: values),
          variants: zip(variants, codings).map { variant, codings in
            (
              variant.parts,
              VariableCodings(
                coder: context.coder.identity, codings: codings.filter { $0.variable == variable.name })
            )
          }, frame: frame)
      })
  }
}
