/// A regression as it is written: `likes ~ ces + log(followers) + ces:followers`.
///
/// A name is letters, digits, `_` and `.`, or anything in backquotes. `name=value` is 1 where the name has that value and else 0. There is
/// always an intercept.
public struct Formula: Sendable, Equatable {
  /// A column or a variable, as it is taken.
  public struct Factor: Sendable, Hashable {
    /// The column's or variable's name.
    public let name: String
    /// Whether its logarithm is taken.
    public let isLogarithm: Bool
    /// The value of which it is the indicator; nil for the column itself.
    public let value: String?

    /// The factor as it is written.
    public var text: String {
      let text = value.map { "\(name)=\($0)" } ?? name
      return isLogarithm ? "log(\(text))" : text
    }
  }

  /// What is explained.
  public let outcome: Factor
  /// What explains it: for each term the factors that are multiplied.
  public let terms: [[Factor]]

  /// Reads a formula.
  ///
  /// - Throws: ``EstimationError/formula(_:)`` with what stands where, and what is accepted.
  public init(_ text: String) throws(EstimationError) {
    var scanner = FormulaScanner(text)
    outcome = try scanner.factor()
    try scanner.expect("~")
    var terms: [[Factor]] = []
    repeat {
      var term = [try scanner.factor()]
      while scanner.take(":") { term.append(try scanner.factor()) }
      guard !terms.contains(where: { Set($0) == Set(term) }) else {
        throw .formula("\(term.map(\.text).joined(separator: ":")) stands twice in the formula")
      }
      terms.append(term)
    } while scanner.take("+")
    try scanner.end()
    self.terms = terms
  }

  /// Every name in the formula, once.
  public var names: [String] {
    ([outcome] + terms.joined()).map(\.name).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }
}

private struct FormulaScanner {
  private let characters: [Character]
  private var place = 0

  init(_ text: String) { characters = Array(text.prefix(10_000)) }

  private mutating func skipSpace() {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
  }

  mutating func take(_ sign: Character) -> Bool {
    skipSpace()
    guard place < characters.count, characters[place] == sign else { return false }
    place += 1
    return true
  }

  mutating func expect(_ sign: Character) throws(EstimationError) {
    guard take(sign) else { throw problem("expected \(sign)") }
  }

  mutating func end() throws(EstimationError) {
    skipSpace()
    guard place == characters.count else { throw problem("expected +, : or the end") }
  }

  mutating func factor() throws(EstimationError) -> Formula.Factor {
    let name = try self.name()
    if name == "log", take("(") {
      let inner = try self.name()
      try expect(")")
      return Formula.Factor(name: inner, isLogarithm: true, value: nil)
    }
    let value = take("=") ? try self.name() : nil
    return Formula.Factor(name: name, isLogarithm: false, value: value)
  }

  private mutating func name() throws(EstimationError) -> String {
    skipSpace()
    var name = ""
    if place < characters.count, characters[place] == "`" {
      place += 1
      while place < characters.count, characters[place] != "`" {
        name.append(characters[place])
        place += 1
      }
      guard place < characters.count else { throw problem("a name in backquotes does not end") }
      place += 1
    } else {
      while place < characters.count,
        characters[place].isLetter || characters[place].isNumber || "_.".contains(characters[place])
      {
        name.append(characters[place])
        place += 1
      }
    }
    guard !name.isEmpty else {
      throw problem(
        "expected a name; one with other signs than letters, digits, _ and . stands in backquotes")
    }
    return name
  }

  private func problem(_ what: String) -> EstimationError {
    let before = String(characters[..<min(place, characters.count)].suffix(40))
    return .formula(
      "the formula cannot be read after \"\(before)\": \(what). A formula is like likes ~ ces + log(followers)"
    )
  }
}
