import ContentCoding
import Estimation
import Foundation

/// The columns of a regression's predictors, and how a post's values become a row of them.
struct RegressionDesign {
  private let formula: Formula
  private let table: RegressionTable
  /// For each name whose values are categories those that have a column, the reference left out.
  private let levels: [String: [String]]
  /// For each name whose values are categories the one that others are held against.
  let references: [String: String]
  /// How many posts are left out for want of a value, by its name.
  private(set) var missing: [String: Int] = [:]

  /// A column of categories with more values than this tells of single posts.
  static let levelLimit = 50

  init(_ formula: Formula, table: RegressionTable, references wanted: [String: String]) throws {
    self.formula = formula
    self.table = table
    var levels: [String: [String]] = [:]
    var references: [String: String] = [:]
    for factor in Set(formula.terms.joined()) where factor.value == nil && factor.name != "1" {
      let values = table.columns[factor.name] ?? []
      guard !factor.isLogarithm else { continue }
      let used = Set(
        values.compactMap { value in if case .text(let text) = value { text } else { nil } })
      guard !used.isEmpty else { continue }
      if values.contains(where: { if case .tags = $0 { true } else { false } }) { continue }
      // The codebook's order, or the alphabet's.
      let order = (table.variables[factor.name]?.labels ?? used.sorted()).filter(used.contains)
      guard order.count <= Self.levelLimit else {
        throw UserError(
          "\(factor.name) has \(Figures.count(order.count)) values; at most \(Self.levelLimit) become columns of a regression. "
            + "Name one value as \(factor.name)=VALUE, or use --cluster for accounts")
      }
      let reference = wanted[factor.name] ?? order[0]
      guard order.contains(reference) else {
        throw UserError("no post has \(factor.name) \(reference); there are \(order.joined(separator: ", "))")
      }
      references[factor.name] = reference
      levels[factor.name] = order.filter { $0 != reference }
    }
    if let idle = wanted.keys.sorted().first(where: { references[$0] == nil }) {
      throw UserError(
        "--reference names \(idle), which is no column of categories in the formula")
    }
    self.levels = levels
    self.references = references
  }

  /// The columns of a factor.
  private func columns(of factor: Formula.Factor) -> [String] {
    guard factor.name != "1" else { return [] }
    if factor.value == nil, let levels = levels[factor.name] { return levels.map { "\(factor.name)=\($0)" } }
    return [factor.text]
  }

  private func columns(of term: [Formula.Factor]) -> [String] {
    term.reduce([""]) { products, factor in
      products.flatMap { product in
        columns(of: factor).map { product.isEmpty ? $0 : "\(product):\($0)" }
      }
    }
  }

  private var names: [String] { [RegressionRows.intercept] + formula.terms.flatMap(columns) }

  /// A value of a post that cannot be used, by the name of what is missing.
  private struct Missing: Error { let name: String }

  private func numbers(of factor: Formula.Factor, _ value: RegressionTable.Value) throws -> [Double] {
    guard factor.name != "1" else { return [] }
    switch value {
    case .missing: throw Missing(name: factor.name)
    case .number(let number):
      if let wanted = factor.value {
        return [
          wanted == CodedValue.number(number).text
            || wanted == (number == 1 ? "true" : number == 0 ? "false" : "") ? 1 : 0
        ]
      }
      guard factor.isLogarithm else { return [number] }
      guard number > 0 else { throw Missing(name: "log(\(factor.name)), which takes numbers above 0") }
      return [Foundation.log(number)]
    case .text(let text):
      if let wanted = factor.value { return [wanted == text ? 1 : 0] }
      guard !factor.isLogarithm else {
        throw UserError("log(\(factor.name)) takes a column of numbers, and one value is \(text.prefix(100))")
      }
      return (levels[factor.name] ?? []).map { $0 == text ? 1 : 0 }
    case .tags(let tags):
      guard let wanted = factor.value else {
        throw UserError("\(factor.name) has several tags a post; name one as \(factor.name)=TAG")
      }
      return [tags.contains(wanted) ? 1 : 0]
    }
  }

  private func row(_ value: (String) -> RegressionTable.Value) throws -> (
    predictors: [Double], outcome: Double
  ) {
    let outcome = try numbers(of: formula.outcome, value(formula.outcome.name))
    let isText = if case .text = value(formula.outcome.name) { formula.outcome.value == nil } else { false }
    guard !isText, outcome.count == 1 else {
      throw UserError(
        "\(formula.outcome.name) is a column of categories, which is no outcome; name one as \(formula.outcome.name)=VALUE"
      )
    }
    var predictors = [1.0]
    for term in formula.terms {
      var products = [1.0]
      for factor in term {
        let numbers = try numbers(of: factor, value(factor.name))
        products = products.flatMap { product in numbers.map { product * $0 } }
      }
      if !term.contains(where: { $0.name == "1" }) { predictors += products }
    }
    return (predictors, outcome[0])
  }

  /// The rows of all posts that have every value, and those that a person coded as the person did.
  mutating func rows(
    correctedBy truth: [String: [String: CodedValue]], of sample: CodedSample?
  ) throws -> RegressionRows {
    var predictors: [[Double]] = []
    var outcomes: [Double] = []
    var groups: [String] = []
    var places: [String: Int] = [:]
    var sourceRows: [Int] = []
    for (source, id) in table.ids.enumerated() {
      do {
        let found = try row { table.columns[$0]?[source] ?? .missing }
        places[id] = outcomes.count
        sourceRows.append(source)
        predictors.append(found.predictors)
        outcomes.append(found.outcome)
        if let clusters = table.clusters { groups.append(clusters[source]) }
      } catch let missing as Missing {
        self.missing[missing.name, default: 0] += 1
      }
    }
    guard !outcomes.isEmpty else {
      throw UserError(
        "no post has a value of everything in the formula; missing are "
          + self.missing.sorted { $0.key < $1.key }.map { "\($0.key) in \(Figures.count($0.value, "post"))" }
          .joined(separator: ", "))
    }
    let corrections = try (sample?.members ?? []).compactMap { member -> RegressionRows.Correction? in
      guard let place = places[member.post], let values = truth[member.post] else { return nil }
      let source = sourceRows[place]
      let found = try row { name in
        values[name].map { RegressionTable.value($0) } ?? table.columns[name]?[source] ?? .missing
      }
      return RegressionRows.Correction(
        row: place, predictors: found.predictors, outcome: found.outcome, probability: member.probability)
    }
    let numbers = Dictionary(
      Set(groups).sorted().enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return RegressionRows(
      names: names, predictors: predictors, outcomes: outcomes, corrections: corrections,
      clusters: table.clusters == nil ? nil : groups.map { numbers[$0] ?? 0 })
  }
}
