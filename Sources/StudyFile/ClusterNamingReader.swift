import ContentCoding
import Yams

/// Reads `naming`: who gives clusters their categories.
struct ClusterNamingReader {
  let settings: CoderSettings
  /// The encoder of the coder's own texts; nil where it looks at pictures.
  let usual: EncoderChoice?
  /// The texts that name clusters, where none are named.
  let texts: [PostPart]

  private static let words = ["gold", "zero-shot", "flan-t5"]
  private static let keys = ["zero-shot", "flan-t5", "texts", "coder", "names"]
  private static let lexical: EncoderChoice = "hashed-terms-1024"
  private static let flan: EncoderChoice = "google/flan-t5-base"

  /// nil where the key is absent, or wrong and reported.
  func read() -> ClusterNaming? {
    guard let node = settings.fields["naming"] else { return nil }
    if case .scalar(let scalar) = node {
      switch scalar.string {
      case "gold": return .gold
      case "zero-shot": return .zeroShot(encoder: usual ?? Self.lexical, texts: texts)
      case "flan-t5": return .flanT5(model: Self.flan, texts: texts)
      default: break
      }
    }
    guard case .mapping = node,
      let fields = MappingReader(node, as: "`naming`", accepting: Self.keys, log: settings.log)
    else {
      if case .mapping = node { return nil }
      settings.log.add(
        node.mark,
        "`naming` is \(enumerated(Self.words)), {coder: NAME} or {names: {0: CATEGORY, 1: CATEGORY}}, not \(node.kind)"
      )
      return nil
    }
    return mapping(fields, at: node.mark)
  }

  private func mapping(_ fields: MappingReader, at mark: Mark?) -> ClusterNaming? {
    let inner = settings.inner(fields)
    let ways = ["zero-shot", "flan-t5", "coder", "names"].filter { fields[$0] != nil }
    guard ways.count == 1, let way = ways.first else {
      settings.log.add(
        mark,
        "`naming` is one of {zero-shot: MODEL}, {flan-t5: MODEL}, {coder: NAME} and {names: {0: CATEGORY}}")
      return nil
    }
    let texts = fields.texts("texts")?.map { PostPart(reading: $0.text) } ?? self.texts
    if fields["texts"] != nil, texts.isEmpty || texts.contains(.image) || ["coder", "names"].contains(way) {
      settings.log.add(
        fields.mark(of: "texts"),
        "`texts` are the parts of a post that zero-shot or flan-t5 reads, such as [caption]")
      return nil
    }
    switch way {
    case "zero-shot": return inner.model(way).map { .zeroShot(encoder: EncoderChoice($0), texts: texts) }
    case "flan-t5": return inner.model(way).map { .flanT5(model: EncoderChoice($0), texts: texts) }
    case "coder": return fields.text(way).map { .coder($0) }
    default: return names(fields)
    }
  }

  /// `names: {0: Sports, 3: Gastronomy}`, in terms of the coder's one variable.
  private func names(_ fields: MappingReader) -> ClusterNaming? {
    guard let node = fields["names"], case .mapping(let mapping) = node else {
      settings.log.add(fields["names"]?.mark, "`names` is a list of `NUMBER: CATEGORY` lines")
      return nil
    }
    guard settings.variables.count == 1, let variable = settings.variables.first else {
      settings.log.add(
        node.mark, "`names` are the categories of one variable; name it in the coder's `variables`")
      return nil
    }
    var names: [Int: String] = [:]
    for (key, value) in mapping {
      guard let number = key.finiteNumber.flatMap(Int.init(exactly:)), (0..<1_000_000).contains(number) else {
        settings.log.add(key.mark, "a key of `names` is the number of a cluster, from 0, not \(key.kind)")
        continue
      }
      guard let label = value.text(of: "a category in `names`", log: settings.log) else { continue }
      guard variable.labels.contains(label) else {
        settings.log.add(
          value.mark,
          "\(quoted(label)) is no category of \(variable.name)\(NearName.hint(for: label, among: variable.labels)); "
            + "accepted: \(enumerated(variable.labels))")
        continue
      }
      names[number] = label
    }
    return .person(names)
  }
}
