import ContentCoding
import Learning
import Yams

/// Reads the settings of a fusion.
struct FusionReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys = ["parts", "way", "weights", "lambda", "hidden-units", "learns-from", "class-weights"]

  private enum Way: String, CaseIterable { case concat, weighted, gated }
  private enum Weights: String, CaseIterable { case softmax, penalty }

  func read() -> FusionParameters? {
    let fields = settings.fields
    let way = way()
    let classWeights = fields.choice("class-weights", of: ClassWeights.self) ?? .none
    let hiddenUnits = hiddenUnits()
    guard let parts = parts() else { return nil }
    var parameters = FusionParameters(
      parts: parts, way: way, learnsFrom: fields.text("learns-from") ?? gold, classWeights: classWeights)
    parameters.hiddenUnits = hiddenUnits ?? parameters.hiddenUnits
    return parameters
  }

  private func way() -> FusionWay {
    let fields = settings.fields
    let way = fields.choice("way", of: Way.self) ?? .weighted
    let weights = fields.choice("weights", of: Weights.self) ?? .softmax
    let lambda = settings.number("lambda", in: 0...100)
    if fields["weights"] != nil, way != .weighted {
      settings.log.add(
        fields.mark(of: "weights"), "`weights` goes with `way: weighted`, not \(way.rawValue); remove one")
    }
    if fields["lambda"] != nil, way != .weighted || weights != .penalty {
      settings.log.add(
        fields.mark(of: "lambda"), "`lambda` goes with `weights: penalty`; add that, or remove `lambda`")
    }
    switch way {
    case .concat: return .concat
    case .gated: return .gated
    case .weighted:
      return .weighted(
        weights == .softmax ? .softmax : .penalty(lambda: lambda ?? FusionParameters.usualLambda))
    }
  }

  /// `parts`: two or more, each with a name of its own.
  private func parts() -> [FusionPart]? {
    let fields = settings.fields
    let example = "`parts: [{uses: [image]}, {uses: [caption]}]`"
    guard fields["parts"] != nil else {
      settings.log.add(fields.mark(of: "parts"), "a fusion has no `parts`; name two or more: \(example)")
      return nil
    }
    guard let items = fields.list("parts") else { return nil }
    if !(2...FusionParameters.partLimit).contains(items.count) {
      settings.log.add(
        fields.mark(of: "parts"),
        "a fusion joins 2 to \(FusionParameters.partLimit) parts, and `parts` names \(items.count); "
          + "one embedding alone is a probe's")
    }
    var parts: [FusionPart] = []
    for item in items {
      guard let part = part(item) else { continue }
      if let other = parts.first(where: { $0.name == part.name }) {
        settings.log.add(
          item.mark,
          "two parts are called \(quoted(other.name)); give one of them another `name`, as in `name: second`")
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  private func part(_ node: Node) -> FusionPart? {
    guard
      let fields = MappingReader(
        node, as: "a part", accepting: ["name"] + CoderSettings.encoderKeys + ["uses"], log: settings.log)
    else { return nil }
    let inner = settings.inner(fields)
    let uses = inner.uses() ?? [.image]
    guard let encoder = inner.encoder(usual: EncoderChoice.usualModel(for: uses)) else { return nil }
    let name = fields.text("name") ?? uses.map(\.text).joined(separator: "+")
    if name.contains(where: \.isNewline) || name.isEmpty {
      settings.log.add(fields.mark(of: "name"), "the `name` of a part is one line")
      return nil
    }
    return FusionPart(name: name, encoder: encoder, uses: uses)
  }

  private func hiddenUnits() -> Int? {
    guard let node = settings.fields["hidden-units"] else { return nil }
    if case .scalar(let scalar) = node, let count = Int(scalar.string),
      (1...FusionParameters.unitLimit).contains(count)
    {
      return count
    }
    settings.log.add(
      node.mark, "`hidden-units` is a whole number from 1 to \(FusionParameters.unitLimit), not \(node.kind)")
    return nil
  }
}
