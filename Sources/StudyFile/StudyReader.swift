import ContentCoding
import Foundation
import Yams

/// Reads the top of `codeframe.yaml`.
struct StudyReader {
  let log: ProblemLog

  /// The configuration as far as it could be read; it only counts where the log is empty.
  func read(_ root: Node) -> StudyConfiguration? {
    let keys = ["study", "gold", "seed", "suggestions", "folds", "variables", "coders"]
    guard let fields = MappingReader(root, as: "the study file", accepting: keys, log: log) else {
      return nil
    }
    let name = fields.requiredText("study") ?? ""
    let gold = fields.text("gold") ?? StudyConfiguration.usualGold
    NameRule.check(coder: gold, at: fields["gold"]?.mark, log: log)
    if ["consensus"].contains(gold) {
      log.add(
        fields["gold"]?.mark, "`gold` cannot be consensus, which is made from other coders; name a coder")
    }
    let seed = seed(fields)
    let variables = variables(fields)
    let codebook = Codebook(variables: variables.variables)
    let coders = fields.list("coders") ?? []
    let reader = CoderReader(codebook: codebook, gold: gold, log: log)
    let suggestions = fields.text("suggestions")
    if let suggestions {
      NameRule.check(coder: suggestions, at: fields["suggestions"]?.mark, log: log)
      if suggestions == gold {
        log.add(
          fields["suggestions"]?.mark,
          "`suggestions` cannot be \(gold), which people would only repeat; name a model")
      }
    }
    return StudyConfiguration(
      name: name, gold: gold, seed: seed, suggestions: suggestions, folds: folds(fields), codebook: codebook,
      writtenValues: variables.writtenValues, coders: reader.read(coders))
  }

  private func seed(_ fields: MappingReader) -> UInt64 {
    guard let node = fields["seed"] else { return 1 }
    if case .scalar(let scalar) = node, scalar.style == .plain, let seed = UInt64(scalar.string) {
      return seed
    }
    log.add(node.mark, "`seed` is a whole number from 0 to \(UInt64.max), not \(node.kind)")
    return 1
  }

  private func folds(_ fields: MappingReader) -> Int? {
    guard let node = fields["folds"] else { return nil }
    if case .scalar(let scalar) = node, scalar.style == .plain, let count = Int(scalar.string),
      Folds.counts.contains(count)
    {
      return count
    }
    log.add(
      node.mark,
      "`folds` is a whole number from \(Folds.counts.lowerBound) to \(Folds.counts.upperBound), not \(node.kind)"
    )
    return nil
  }

  private func variables(_ fields: MappingReader) -> VariableReader {
    var reader = VariableReader(log: log)
    guard let items = fields.list("variables") else {
      if fields["variables"] == nil {
        log.add(fields.mark(of: "variables"), "the study file has no `variables`; name at least one")
      }
      return reader
    }
    if items.isEmpty { log.add(fields.mark(of: "variables"), "`variables` is empty; name at least one") }
    for item in items { reader.read(item) }
    return reader
  }
}
