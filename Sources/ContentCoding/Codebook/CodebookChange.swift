/// What differs between two versions of a codebook.
public enum CodebookChange: Hashable, Sendable, CustomStringConvertible {
  case variableAdded(String)
  case variableRemoved(String)
  case typeChanged(variable: String, from: VariableType, to: VariableType)
  case levelChanged(variable: String, from: MeasurementLevel, to: MeasurementLevel)
  case definitionChanged(variable: String)
  case filterChanged(variable: String)
  case rangeChanged(variable: String)
  case phrasesChanged(variable: String)
  case encoderChanged(variable: String)
  case categoryAdded(variable: String, category: String)
  case categoryRemoved(variable: String, category: String)
  case categoryEdited(variable: String, category: String)

  /// One sentence for people.
  public var description: String {
    switch self {
    case .variableAdded(let name): "variable \(name) is new"
    case .variableRemoved(let name): "variable \(name) is gone"
    case .typeChanged(let name, let old, let new):
      "variable \(name) changed its type from \(old.rawValue) to \(new.rawValue)"
    case .levelChanged(let name, let old, let new):
      "variable \(name) changed its level from \(old.rawValue) to \(new.rawValue)"
    case .definitionChanged(let name): "variable \(name) has another definition"
    case .filterChanged(let name): "variable \(name) applies under other conditions"
    case .rangeChanged(let name): "variable \(name) has another range"
    case .phrasesChanged(let name): "variable \(name) has other phrases or templates"
    case .encoderChanged(let name): "variable \(name) has its texts compared by another encoder"
    case .categoryAdded(let name, let category): "variable \(name): category \(category) is new"
    case .categoryRemoved(let name, let category): "variable \(name): category \(category) is gone"
    case .categoryEdited(let name, let category):
      "variable \(name): category \(category) is described otherwise"
    }
  }
}

extension Codebook {
  /// The changes that lead from `older` to this codebook, in the order of this codebook's variables.
  public func changes(from older: Codebook) -> [CodebookChange] {
    let removed = older.variables.filter { self[$0.name] == nil }.map {
      CodebookChange.variableRemoved($0.name)
    }
    return variables.flatMap { variable in
      older[variable.name].map { variable.changes(from: $0) } ?? [.variableAdded(variable.name)]
    } + removed
  }
}

extension Variable {
  fileprivate func changes(from older: Variable) -> [CodebookChange] {
    var changes: [CodebookChange] = []
    if type != older.type { changes.append(.typeChanged(variable: name, from: older.type, to: type)) }
    if level != older.level { changes.append(.levelChanged(variable: name, from: older.level, to: level)) }
    if definition != older.definition { changes.append(.definitionChanged(variable: name)) }
    if appliesWhen != older.appliesWhen { changes.append(.filterChanged(variable: name)) }
    if range != older.range { changes.append(.rangeChanged(variable: name)) }
    if encoder != older.encoder { changes.append(.encoderChanged(variable: name)) }
    if phrases != older.phrases || templates != older.templates {
      changes.append(.phrasesChanged(variable: name))
    }
    let before = Dictionary(older.categories.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for category in categories {
      switch before[category.name] {
      case nil: changes.append(.categoryAdded(variable: name, category: category.name))
      case category: break
      default: changes.append(.categoryEdited(variable: name, category: category.name))
      }
    }
    let kept = Set(categories.map(\.name))
    for category in older.categories where !kept.contains(category.name) {
      changes.append(.categoryRemoved(variable: name, category: category.name))
    }
    return changes
  }
}
