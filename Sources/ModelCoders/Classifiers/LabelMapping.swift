import ContentCoding

/// The labels of a model that stand for the labels of a variable.
struct LabelMapping: Sendable {
  /// The variable's labels that something stands for, in the codebook's order.
  let labels: [String]
  /// For each of them the positions of the model's labels, ascending.
  let positions: [[Int]]

  /// Finds each written label among those of the model.
  ///
  /// - Throws: ``ClassifierProblem`` for a label that the model does not have, has more than once, or that stands for two
  ///   categories; tags may share labels.
  init(
    _ written: [String: [String]], variable: Variable, model: String, labels modelLabels: ClassifierLabels
  ) throws(ClassifierProblem) {
    var labels: [String] = []
    var positions: [[Int]] = []
    var owners: [Int: String] = [:]
    for label in variable.labels {
      var found: Set<Int> = []
      for name in written[label] ?? [] {
        let position = try Self.position(of: name, model: model, in: modelLabels)
        if let owner = owners[position], owner != label, variable.type != .tags {
          throw .shared(name, model: model, owners: [owner, label])
        }
        owners[position] = label
        found.insert(position)
      }
      guard !found.isEmpty else { continue }
      labels.append(label)
      positions.append(found.sorted())
    }
    if labels.isEmpty, variable.type != .number { throw .nothingMapped(variable: variable, model: model) }
    self.labels = labels
    self.positions = positions
  }

  private static func position(
    of name: String, model: String, in labels: ClassifierLabels
  ) throws(ClassifierProblem) -> Int {
    let found = labels.positions(of: name)
    if let only = found.first, found.count == 1 { return only }
    if let numbered = numbered(name, in: labels) { return numbered }
    throw found.isEmpty
      ? .unknown(name, model: model, labels: labels.names)
      : .ambiguous(name, model: model, positions: found, labels: labels.names)
  }

  /// `NAME#POSITION`, which tells two labels of one name apart.
  private static func numbered(_ name: String, in labels: ClassifierLabels) -> Int? {
    guard let mark = name.lastIndex(of: "#"), let position = Int(name[name.index(after: mark)...]) else {
      return nil
    }
    return labels.positions(of: String(name[..<mark])).contains(position) ? position : nil
  }
}
