import ContentCoding
import Foundation
import Yams

/// The settings that coders of several kinds have.
struct CoderSettings {
  let fields: MappingReader
  /// The variables that the coder answers.
  let variables: [Variable]
  /// All variables.
  let codebook: Codebook
  let log: ProblemLog

  /// The settings of a part of the coder, which has `fields` of its own.
  func inner(_ fields: MappingReader) -> CoderSettings {
    CoderSettings(fields: fields, variables: variables, codebook: codebook, log: log)
  }

  static let encoderKeys = ["encoder", "precision", "pooling", "frames"]

  /// `encoder`, `precision` and `pooling`; nil where no encoder is named and there is no `usual` one.
  func encoder(usual: String?) -> EncoderChoice? {
    guard let model = model("encoder") ?? usual else { return nil }
    return EncoderChoice(
      model, precision: fields.choice("precision", of: WeightPrecision.self),
      pooling: fields.choice("pooling", of: EncoderPooling.self), frames: frames())
  }

  /// `frames`: which frames of a video are looked at; nil where nothing, or the usual, is said.
  func frames() -> FrameRule? {
    guard let node = fields["frames"] else { return nil }
    let rule = FrameReader(log: log).read(node)
    return rule == .usual ? nil : rule
  }

  /// The name of a model under `key`; a blank one is reported.
  func model(_ key: String) -> String? {
    guard let model = fields.text(key) else { return nil }
    if model.trimmingCharacters(in: .whitespaces).isEmpty {
      log.add(fields[key]?.mark, "`\(key)` is the name of a model, such as seedling-64")
    }
    return model
  }

  /// `uses`: pictures, or text parts; both only where the kind `joins` them.
  ///
  /// Imported features are of posts, whatever they were made of.
  func uses(joins: Bool = false) -> [PostPart]? {
    if fields.text("encoder")?.hasPrefix(EncoderChoice.importedPrefix) == true {
      if fields["uses"] != nil {
        log.add(
          fields.mark(of: "uses"), "imported features are of posts, not of a part of them; remove `uses`")
      }
      return [.imported]
    }
    guard let node = fields["uses"] else { return nil }
    let items: [Node] = if case .sequence(let list) = node { Array(list) } else { [node] }
    var parts: [PostPart] = []
    for item in items {
      if case .mapping(let mapping) = item {
        let part =
          mapping.first?.key.string == "extract"
          ? extracted(mapping, at: item.mark) : coding(mapping, at: item.mark)
        if let part, !parts.contains(part) { parts.append(part) }
        continue
      }
      guard let text = item.text(of: "an item of `uses`", log: log) else { continue }
      let part = PostPart(reading: text)
      if text.trimmingCharacters(in: .whitespaces).isEmpty {
        log.add(item.mark, "an item of `uses` is image, caption, author, or the name of a column")
      } else if parts.contains(part) {
        log.add(item.mark, "`uses` names \(quoted(text)) twice; remove one")
      } else {
        parts.append(part)
      }
    }
    if items.isEmpty {
      log.add(node.mark, "`uses` is empty; accepted: image, caption, author, or names of columns")
    } else if !joins, parts.contains(.image), parts.count > 1 {
      log.add(
        node.mark,
        "`uses` joins image and text, whose embeddings lie in different spaces; use [image], or text parts alone"
      )
    }
    return parts.isEmpty ? nil : parts
  }

  /// `{extract: NAME}`: the text that an extractor writes.
  private func extracted(_ mapping: Node.Mapping, at mark: Mark?) -> PostPart? {
    let accepted = PostPart.extracted.keys.sorted().map { "{extract: \($0)}" }.joined(separator: ", ")
    guard mapping.count == 1, case .scalar(let key)? = mapping.first?.key, key.string == "extract",
      case .scalar(let name)? = mapping.first?.value, let part = PostPart.extracted[name.string]
    else {
      log.add(
        mark, "an item of `uses` that is no name is one of \(accepted); numbers are named by their columns")
      return nil
    }
    return part
  }

  /// `{coder: NAME, variable: NAME}`: what another coder says.
  ///
  /// Gold's answers to a variable that the coder answers too would be the truth itself.
  private func coding(_ mapping: Node.Mapping, at mark: Mark?) -> PostPart? {
    let keys = mapping.compactMap { $0.key.string }.sorted()
    guard keys == ["coder", "variable"], let coder = mapping["coder"]?.string,
      let name = mapping["variable"]?.string
    else {
      log.add(
        mark,
        "an item of `uses` that is no name is {extract: caption}, or {coder: NAME, variable: NAME} for what a coder says"
      )
      return nil
    }
    let known = codebook.variables.map(\.name)
    guard known.contains(name) else {
      log.add(
        mark,
        "there is no variable \(quoted(name))\(NearName.hint(for: name, among: known)); accepted: \(enumerated(known))"
      )
      return nil
    }
    return .coding(CodingReference(coder: coder, variable: name))
  }

  /// `combine`: how several pictures become one answer.
  ///
  /// - Parameters:
  ///   - learns: Whether the kind learns from gold, and so may learn how many pictures are enough.
  ///   - besidesLabels: Whether a rule that counts pictures leaves variables without yes and no to the most frequent answer.
  /// - Returns: The rule; nil where none is named, or what is wrong was reported.
  func combine(learns: Bool = false, besidesLabels: Bool = false) -> CombineRule? {
    guard let node = fields["combine"] else { return nil }
    let accepted = "mean, max, mode, any, {at-least: 2}" + (learns ? ", {at-least: learned}" : "")
    let rule: CombineRule
    switch node {
    case .scalar(let scalar) where scalar.string == "mean": rule = .mean
    case .scalar(let scalar) where scalar.string == "max": rule = .max
    case .scalar(let scalar) where scalar.string == "mode": rule = .mode
    case .scalar(let scalar) where scalar.string == "any": rule = .any
    case .mapping(let mapping):
      guard mapping.count == 1, let (key, value) = mapping.first.map({ ($0.key, $0.value) }),
        case .scalar(let name) = key, name.string == "at-least", case .scalar(let count) = value
      else { fallthrough }
      if learns, count.string == "learned" {
        rule = .atLeastLearned
      } else if let least = Int(count.string), (1...1000).contains(least) {
        rule = .atLeast(least)
      } else {
        fallthrough
      }
    default:
      log.add(node.mark, "`combine` is not \(node.kind); accepted: \(accepted)")
      return nil
    }
    let misfits =
      besidesLabels ? [] : variables.filter { $0.type == .category || $0.type == .number }.map(\.name)
    switch rule {
    case .any, .atLeast, .atLeastLearned:
      if !misfits.isEmpty {
        log.add(
          node.mark,
          "`combine: \(rule.text)` fits boolean and tags variables, not \(enumerated(misfits)); "
            + "use mean, max or mode, or name the coder's `variables`")
      }
    case .mean, .max, .mode: break
    }
    return rule
  }

  /// `none`: the category that stands for none of the others.
  func none() -> String? {
    guard let text = fields.text("none") else { return nil }
    let categories = variables.filter { $0.type == .category }.flatMap(\.labels)
    if !categories.contains(text) {
      log.add(
        fields["none"]?.mark,
        "\(quoted(text)) is no category of \(enumerated(variables.map(\.name)))"
          + "\(NearName.hint(for: text, among: categories)); accepted: \(enumerated(categories))")
    }
    return text
  }

  /// A number in `range`; anything else is reported.
  func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let node = fields[key] else { return nil }
    if let number = node.finiteNumber, range.contains(number) { return number }
    log.add(
      node.mark, "`\(key)` is a number from \(range.lowerBound) to \(range.upperBound), not \(node.kind)")
    return nil
  }

  /// A whole number in `range`; anything else is reported.
  func count(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = fields[key] else { return nil }
    if let number = node.finiteNumber.flatMap(Int.init(exactly:)), range.contains(number) { return number }
    log.add(
      node.mark,
      "`\(key)` is a whole number from \(range.lowerBound) to \(range.upperBound), not \(node.kind)")
    return nil
  }

  /// A number in `range`, or `learned`.
  func cutoff(_ key: String, in range: ClosedRange<Double>) -> Cutoff? {
    guard let node = fields[key] else { return nil }
    if case .scalar(let scalar) = node, scalar.string == "learned" { return .learned }
    if let number = node.finiteNumber, range.contains(number) { return .given(number) }
    log.add(
      node.mark,
      "`\(key)` is a number from \(range.lowerBound) to \(range.upperBound), or learned, not \(node.kind)")
    return nil
  }

  /// Reports variables of types that the coder's kind cannot answer.
  func refuse(_ types: Set<VariableType>, by kind: CoderKind) {
    let misfits = variables.filter { types.contains($0.type) }
    guard !misfits.isEmpty else { return }
    let names = Set(misfits.map(\.type.rawValue)).sorted()
    log.add(
      fields.mark(of: "variables"),
      "\(kind.withArticle) coder answers no \(names.joined(separator: " or ")) variable, and \(enumerated(misfits.map(\.name))) "
        + "is one; name the others in the coder's `variables`")
  }
}
