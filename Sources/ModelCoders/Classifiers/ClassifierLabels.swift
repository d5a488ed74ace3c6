import Foundation

/// The labels that a model was trained to tell apart, in the order of its logits.
public struct ClassifierLabels: Hashable, Sendable {
  /// How logits become probabilities.
  public enum Activation: String, Hashable, Sendable {
    /// exp(x) / sum exp(x): one label is right.
    case softmax
    /// 1 / (1 + exp(-x)) for each: any number of labels may be right.
    case sigmoid
  }

  /// The labels as `config.json` writes them, such as `tabby, tabby cat`.
  public let names: [String]
  /// How logits become probabilities.
  public let activation: Activation

  /// Reads `id2label` and `problem_type` of `config.json`.
  ///
  /// - Parameters:
  ///   - id2label: labels by position, "0" to the number of labels less 1.
  ///   - problemType: `multi_label_classification` makes each label a question of its own; nil and
  ///     `single_label_classification` make them exclude each other.
  /// - Throws: ``ModelSettingsProblem`` where positions are missing or the model gives numbers and not labels.
  public init(id2label: [String: String], problemType: String? = nil) throws(ModelSettingsProblem) {
    let byPosition = Dictionary(
      id2label.compactMap { key, name in Int(key).map { ($0, name) } },
      uniquingKeysWith: { first, _ in first })
    names = (0..<id2label.count).compactMap { byPosition[$0] }
    guard names.count == id2label.count, !names.isEmpty else {
      throw ModelSettingsProblem(
        file: "config.json", reason: "id2label must name each position from \"0\" on, without a gap")
    }
    switch problemType {
    case nil, "single_label_classification": activation = .softmax
    case "multi_label_classification": activation = .sigmoid
    case let other?:
      throw ModelSettingsProblem(file: "config.json", reason: "problem_type \(other) gives no labels")
    }
  }

  /// The positions of the labels that are called `name`.
  ///
  /// A label is called by its whole name, or where none is, by one of the names between its commas: `tabby` and `tabby
  /// cat` both find `tabby, tabby cat`. Capitals do not matter. Several labels may have one name: ImageNet has
  /// two called `crane`.
  ///
  /// - Returns: the positions in ascending order; empty where no label is called so.
  public func positions(of name: String) -> [Int] {
    let name = Self.plain(name)
    let whole = names.indices.filter { Self.plain(names[$0]) == name }
    guard whole.isEmpty else { return whole }
    return names.indices.filter { names[$0].split(separator: ",").contains { Self.plain($0) == name } }
  }

  private static func plain(_ name: some StringProtocol) -> String {
    name.trimmingCharacters(in: .whitespaces).lowercased()
  }

  /// The probability of each label, in the order of ``names``.
  ///
  /// - Parameter logits: as many finite numbers as there are labels.
  /// - Returns: numbers from 0 to 1, which for ``Activation/softmax`` sum to 1.
  public func probabilities(of logits: [Float]) -> [Double] {
    switch activation {
    case .sigmoid: return logits.map { 1 / (1 + exp(-Double($0))) }
    case .softmax:
      let greatest = Double(logits.max() ?? 0)
      let powers = logits.map { exp(Double($0) - greatest) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }
}
