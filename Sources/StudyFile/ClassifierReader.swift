import ContentCoding
import Yams

/// Reads the settings of a classifier.
struct ClassifierReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let keys = ["model", "precision", "labels", "combine", "minimum", "none"]

  func read() -> ClassifierParameters? {
    let fields = settings.fields
    settings.refuse([.number], by: .classifier)
    let precision = fields.choice("precision", of: WeightPrecision.self)
    let combine = settings.combine()
    let minimum = settings.number("minimum", in: 0...1)
    let none = settings.none()
    let model = settings.model("model")
    if fields["model"] == nil {
      settings.log.add(
        fields.mark(of: "model"), "a classifier has no `model`; add `model: google/vit-base-patch16-224`")
    }
    guard let labels = labels(), let model else { return nil }
    var parameters = ClassifierParameters(
      model: EncoderChoice(model, precision: precision), labels: labels, none: none)
    parameters.combine = combine ?? parameters.combine
    parameters.minimum = minimum ?? parameters.minimum
    return parameters
  }

  /// `labels: {CATEGORY: [label of the model, ...]}`.
  private func labels() -> [String: [String]]? {
    let fields = settings.fields
    guard settings.variables.count == 1, let variable = settings.variables.first else {
      settings.log.add(
        fields.mark(of: "variables"),
        "a classifier answers one variable; name it: `variables: [\(settings.variables.first?.name ?? "NAME")]`"
      )
      return nil
    }
    guard let node = fields["labels"] else {
      settings.log.add(
        fields.mark(of: "labels"),
        "a classifier has no `labels`; map its labels: `labels: {\(variable.labels.first ?? "true"): [a label of the model]}`"
      )
      return nil
    }
    guard
      let mapping = MappingReader(node, as: "`labels`", accepting: variable.labels, log: settings.log)
    else { return nil }
    var owners: [String: String] = [:]
    var labels: [String: [String]] = [:]
    for category in variable.labels {
      guard let names = mapping.texts(category) else { continue }
      if names.isEmpty {
        settings.log.add(mapping.mark(of: category), "\(quoted(category)) has no label; name at least one")
      }
      for (name, mark) in names {
        if let owner = owners[name], variable.type != .tags || owner == category {
          settings.log.add(
            mark, "the label \(quoted(name)) belongs to \(quoted(owner)) already; remove one")
        }
        owners[name] = category
      }
      labels[category] = names.map(\.text)
    }
    if labels.isEmpty {
      settings.log.add(node.mark, "`labels` maps no label; accepted keys: \(enumerated(variable.labels))")
    }
    return labels
  }
}
