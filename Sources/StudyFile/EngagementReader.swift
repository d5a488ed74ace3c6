import ContentCoding
import Yams

/// Reads the settings of an engagement coder.
struct EngagementReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let subject = "an engagement coder"
  static let sourcesKey: String? = "codings"
  static let keys =
    ["target", "model", "scale"] + CoderSettings.encoderKeys
    + ["uses", "columns", "codings", "time", "learns-from", "examples"]

  /// The most posts that may be learned from.
  private static let limit = 1_000_000

  func read() -> EngagementParameters? {
    let fields = settings.fields
    var parameters = EngagementParameters(learnsFrom: fields.text("learns-from") ?? gold)
    parameters.model = fields.choice("model", of: EngagementModel.self) ?? parameters.model
    checkVariables(parameters.model)
    parameters.target = target()
    parameters.scale = scale(parameters.model) ?? parameters.scale
    readEncoder(into: &parameters)
    parameters.columns = columns(target: parameters.target)
    parameters.codings = codings()
    parameters.time = fields.flag("time") ?? parameters.time
    parameters.examples = examples(parameters.target) ?? parameters.examples
    if parameters.encoder == nil, parameters.columns.isEmpty, parameters.codings.isEmpty, !parameters.time {
      settings.log.add(
        fields.mark,
        "this coder has nothing to learn from; name an `encoder`, `columns` or `codings`, or let it know the `time`"
      )
    }
    return parameters
  }

  /// A network may learn one category or boolean with its one number; the others answer numbers alone.
  private func checkVariables(_ model: EngagementModel) {
    let variables = settings.variables
    guard model == .network else { return settings.refuse([.category, .boolean, .tags], by: .engagement) }
    settings.refuse([.tags], by: .engagement)
    let numbers = variables.filter { $0.type == .number }.map(\.name)
    let labelled = variables.filter { $0.type == .category || $0.type == .boolean }.map(\.name)
    if numbers.count != 1 || labelled.count > 1 {
      settings.log.add(
        settings.fields.mark(of: "variables"),
        "`model: network` learns one number, and one category or boolean with it where that is named too, not "
          + "\(enumerated(variables.map(\.name))); name them in the coder's `variables`")
    }
  }

  /// `target`: a count of the posts, the truth of the one variable that is answered.
  private func target() -> String? {
    let fields = settings.fields
    guard let target = fields.text("target") else { return nil }
    if settings.variables.count(where: { $0.type == .number }) != 1 {
      settings.log.add(
        fields["target"]?.mark,
        "`target` is the truth of one number, and this coder answers \(enumerated(settings.variables.map(\.name))); "
          + "name one in the coder's `variables`")
    }
    if fields["learns-from"] != nil {
      settings.log.add(
        fields.mark(of: "learns-from"),
        "with a `target` the count itself is learned from; remove `learns-from` or `target`")
    }
    return target
  }

  private func scale(_ model: EngagementModel) -> EngagementScale? {
    let fields = settings.fields
    if fields["scale"] != nil, model == .poisson || model == .negativeBinomial {
      settings.log.add(
        fields.mark(of: "scale"), "`model: \(model.rawValue)` has a scale of its own; remove `scale`")
    }
    return fields.choice("scale", of: EngagementScale.self)
  }

  /// `encoder: none` embeds nothing.
  private func readEncoder(into parameters: inout EngagementParameters) {
    let fields = settings.fields
    guard fields.text("encoder") == "none" else {
      parameters.uses = settings.uses() ?? parameters.uses
      parameters.encoder = settings.encoder(usual: EncoderChoice.usualModel(for: parameters.uses))
      return
    }
    parameters.encoder = nil
    for key in ["precision", "pooling", "uses"] where fields[key] != nil {
      settings.log.add(fields.mark(of: key), "`encoder: none` embeds nothing; remove `\(key)`")
    }
  }

  private func columns(target: String?) -> [String] {
    distinct("columns") { name, mark in
      if name == target {
        settings.log.add(
          mark,
          "\(quoted(name)) is the `target`, which is to be told from other things; remove it from `columns`")
        return false
      }
      if ["image", "caption"].contains(name) {
        settings.log.add(
          mark,
          "`columns` are counts, columns of the imported table and author; \(quoted(name)) goes into `uses`, with an `encoder`"
        )
        return false
      }
      return true
    }
  }

  private func codings() -> [String] {
    let own = settings.fields["name"]?.text(of: "name", log: settings.log)
    return distinct("codings") { name, mark in
      if name == own {
        settings.log.add(mark, "a coder cannot use its own codings; remove \(quoted(name))")
      }
      return name != own
    }
  }

  private func distinct(_ key: String, where accepts: (String, Mark?) -> Bool) -> [String] {
    var found: [String] = []
    for (name, mark) in settings.fields.texts(key) ?? [] {
      if found.contains(name) {
        settings.log.add(mark, "`\(key)` names \(quoted(name)) twice; remove one")
      } else if accepts(name, mark) {
        found.append(name)
      }
    }
    return found
  }

  private func examples(_ target: String?) -> Int? {
    let fields = settings.fields
    guard let node = fields["examples"] else { return nil }
    if target == nil {
      settings.log.add(
        fields.mark(of: "examples"), "`examples` goes with `target`; from codings every post is learned")
    }
    if case .scalar(let scalar) = node, let count = Int(scalar.string), (10...Self.limit).contains(count) {
      return count
    }
    settings.log.add(node.mark, "`examples` is a whole number from 10 to \(Self.limit), not \(node.kind)")
    return nil
  }

  /// Reports coders that would take different counts for the truth of one variable.
  static func check(_ read: ReadCoders) {
    var first: [String: (coder: String, target: String)] = [:]
    for coder in read.coders {
      guard let target = coder.parameters.countTarget else { continue }
      let numbers = read.codebook.variables.filter { $0.type == .number }.map(\.name)
      for variable in numbers where coder.variables?.contains(variable) ?? true {
        if let other = first[variable], other.target != target {
          read.log.add(
            read.teachers[coder.name],
            "the truth of \(quoted(variable)) is the count \(quoted(other.target)) for \(quoted(other.coder)) and "
              + "\(quoted(target)) for \(quoted(coder.name)); use one `target`, or another variable")
        } else if first[variable] == nil {
          first[variable] = (coder.name, target)
        }
      }
    }
  }
}
