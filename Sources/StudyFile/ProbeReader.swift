import ContentCoding
import Learning
import Yams

/// Reads the settings of a probe.
struct ProbeReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys =
    CoderSettings.encoderKeys + ["uses", "head", "learns-from", "combine", "class-weights", "augmentation"]

  func read() -> ProbeParameters? {
    let defaults = ProbeParameters()
    let fields = settings.fields
    let uses = settings.uses() ?? defaults.uses
    let augmentation = augmentation()
    if augmentation != nil, !uses.contains(.image) {
      settings.log.add(
        fields.mark(of: "augmentation"), "`augmentation` changes pictures, and this coder uses text")
    }
    return ProbeParameters(
      encoder: settings.encoder(usual: defaults.encoder.model) ?? defaults.encoder, uses: uses,
      head: fields.choice("head", of: HeadKind.self) ?? defaults.head,
      learnsFrom: fields.text("learns-from") ?? gold,
      combine: settings.combine(learns: true) ?? defaults.combine,
      classWeights: fields.choice("class-weights", of: ClassWeights.self) ?? defaults.classWeights,
      augmentation: augmentation)
  }

  /// `augmentation: 4`, or `augmentation: {copies: 4, changes: [flip, crop]}`.
  private func augmentation() -> AugmentationParameters? {
    guard let node = settings.fields["augmentation"] else { return nil }
    if case .scalar = node {
      return copies(node).map { AugmentationParameters(copies: $0) }
    }
    guard
      let fields = MappingReader(
        node, as: "`augmentation`", accepting: ["copies", "changes"], log: settings.log)
    else { return nil }
    guard let count = fields["copies"] else {
      settings.log.add(fields.mark, "`augmentation` has no `copies`; add `copies: 4`")
      return nil
    }
    let all = AugmentationChange.allCases
    let named = fields.texts("changes")?.compactMap { text, mark -> AugmentationChange? in
      if let change = AugmentationChange(rawValue: text) { return change }
      let names = all.map(\.rawValue)
      settings.log.add(
        mark,
        "\(quoted(text)) is no change\(NearName.hint(for: text, among: names)); accepted: \(enumerated(names))"
      )
      return nil
    }
    if named?.isEmpty == true {
      settings.log.add(fields.mark(of: "changes"), "`changes` is empty; leave it out for all")
    }
    return copies(count).map { AugmentationParameters(copies: $0, changes: named ?? all) }
  }

  private func copies(_ node: Node) -> Int? {
    if case .scalar(let scalar) = node, let count = Int(scalar.string), (1...16).contains(count) {
      return count
    }
    settings.log.add(
      node.mark, "`augmentation` makes 1 to 16 copies of each picture, as in {copies: 4}, not \(node.kind)")
    return nil
  }
}
