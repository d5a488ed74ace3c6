import Foundation

/// Figures as paths and values, so that two computations can be held against each other.
struct FigureTree {
  /// What stands at a path.
  enum Leaf: Equatable {
    case number(Double)
    case text(String)
    case nothing
  }

  /// By path, as in `evaluation.variables[ces].validity[probe].counts.compared`.
  private(set) var leaves: [String: Leaf] = [:]

  /// Numbers that differ by less than this share of the greater are the same: sums of another order.
  static let tolerance = 1e-9

  /// The figures of `value`.
  ///
  /// - Throws: What encoding throws.
  init(of value: some Encodable) throws {
    let encoder = JSONEncoder()
    try self.init(json: encoder.encode(value))
  }

  /// The figures in the text of a JSON file.
  ///
  /// - Throws: Where it is no JSON.
  init(json: Data) throws {
    add(try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed), at: "")
  }

  private mutating func add(_ value: Any, at path: String) {
    switch value {
    case let object as [String: Any]:
      for (key, value) in object { add(value, at: path.isEmpty ? key : "\(path).\(key)") }
    case let list as [Any]:
      var seen: [String: Int] = [:]
      for (number, value) in list.enumerated() {
        var name = Self.name(of: value) ?? String(number)
        seen[name, default: 0] += 1
        if let times = seen[name], times > 1 { name += " \(times)" }
        add(value, at: "\(path)[\(name)]")
      }
    case let number as NSNumber: leaves[path] = .number(number.doubleValue)
    case let text as String: leaves[path] = .text(text)
    default: leaves[path] = .nothing
    }
  }

  /// What an element of a list is called, so that a difference can be found; nil where only its number tells it.
  private static func name(of value: Any) -> String? {
    guard let object = value as? [String: Any] else { return nil }
    func text(_ key: String) -> String? {
      object[key] as? String ?? (object[key] as? [String: Any])?["name"] as? String
    }
    let coders = ["reference", "coder"].compactMap(text)
    if coders.count == 2 { return coders.joined(separator: " and ") }
    guard let name = ["variable", "category", "name", "kind"].lazy.compactMap(text).first else {
      return coders.first
    }
    return ([name] + coders).joined(separator: " ")
  }

  /// The text at `path`; nil where there is none.
  func text(at path: String) -> String? {
    if case .text(let text)? = leaves[path] { text } else { nil }
  }

  /// Where `other` says something else, sorted by path; what `leavesOut` holds for is not compared.
  func differences(from other: FigureTree, leavingOut leavesOut: (String) -> Bool = { _ in false })
    -> [FigureDifference]
  {
    Set(leaves.keys).union(other.leaves.keys).sorted().compactMap { path in
      guard !leavesOut(path), !Self.same(leaves[path], other.leaves[path]) else { return nil }
      return FigureDifference(
        figure: path, packaged: Self.text(leaves[path]), recomputed: Self.text(other.leaves[path]))
    }
  }

  /// Whether the estimates against gold and the alphas are the same, whatever posts and people are called.
  ///
  /// Not compared is what depends on the order of names: resampled intervals, and which of two coders is called the first.
  func hasTheSameEstimates(as other: FigureTree) -> Bool {
    let (mine, others) = (estimates, other.estimates)
    return mine.count == others.count && zip(mine, others).allSatisfy { Self.same(.number($0), .number($1)) }
  }

  private var estimates: [Double] {
    leaves.compactMap { path, leaf in
      guard case .number(let number) = leaf, !Self.dependsOnNames(path) else { return nil }
      return number
    }.sorted()
  }

  private static func dependsOnNames(_ path: String) -> Bool {
    let isResampled = ["nterval", "standardError"].contains { path.contains($0) }
    return isResampled || !(path.contains(".validity[") || path.hasSuffix(".alpha.alpha"))
  }

  private static func same(_ one: Leaf?, _ other: Leaf?) -> Bool {
    guard case .number(let first)? = one, case .number(let second)? = other else { return one == other }
    return abs(first - second) <= tolerance * max(1, abs(first), abs(second))
  }

  private static func text(_ leaf: Leaf?) -> String? {
    switch leaf {
    case nil: nil
    case .number(let number): "\(number)"
    case .text(let text): String(text.prefix(200))
    case .nothing: "null"
    }
  }
}

/// A figure that came out otherwise.
package struct FigureDifference: Encodable, Equatable, Sendable {
  /// Where it stands in `figures.json`.
  package let figure: String
  /// What the package says; nil where it does not have it.
  package let packaged: String?
  /// What its codings give; nil where they give none.
  package let recomputed: String?
}
