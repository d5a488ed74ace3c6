/// A regular expression as a tree.
indirect enum PatternNode: Sendable {
  enum Assertion: Sendable { case lineStart, lineEnd, textStart, textEnd, lastLineEnd, wordEdge, noWordEdge }

  case set(CharacterSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// At least `minimum` and at most `maximum` times; `nil` for any number.
  case repetition(PatternNode, minimum: Int, maximum: Int?, mode: RepetitionMode)
  case ahead(PatternNode, isNegative: Bool)
  case assertion(Assertion)
}

/// How a repetition chooses among its lengths.
enum RepetitionMode: Sendable { case greedy, lazy, possessive }

/// Reads a regular expression in the syntax of Oniguruma (Ruby), as far as tokenizers use it.
///
/// Look-behind, back references, atomic groups, named groups, set operations and scripts are refused by name.
struct PatternParser {
  private static let depthLimit = 32
  private static let countLimit = 255

  private let source: String
  private let scalars: [UInt32]
  private var place = 0
  private var ignoresCase = false

  static func tree(of source: String) throws -> PatternNode {
    var parser = PatternParser(source: source, scalars: source.unicodeScalars.map(\.value))
    let tree = try parser.choice(depth: 0)
    guard parser.place == parser.scalars.count else { throw parser.refusal("a closing parenthesis too many") }
    return tree
  }

  private init(source: String, scalars: [UInt32]) {
    self.source = source
    self.scalars = scalars
  }

  private func refusal(_ what: String) -> TokenizerError {
    .unsupported("\(what) in the regular expression \(source.debugDescription)")
  }

  private var next: UInt32? { place < scalars.count ? scalars[place] : nil }

  private mutating func take(_ text: String) -> Bool {
    let wanted = text.unicodeScalars.map(\.value)
    guard scalars[place...].starts(with: wanted) else { return false }
    place += wanted.count
    return true
  }

  private mutating func choice(depth: Int) throws -> PatternNode {
    guard depth < Self.depthLimit else { throw refusal("nesting deeper than \(Self.depthLimit)") }
    var branches: [PatternNode] = []
    repeat {
      var items: [PatternNode] = []
      while let value = next, value != UInt32(sign: "|"), value != UInt32(sign: ")") {
        items.append(try repeated(atom(depth: depth)))
      }
      branches.append(items.count == 1 ? items[0] : .sequence(items))
    } while take("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func repeated(_ atom: PatternNode) throws -> PatternNode {
    var node = atom
    while true {
      let bounds: (Int, Int?)
      var isCounted = false
      if take("*") {
        bounds = (0, nil)
      } else if take("+") {
        bounds = (1, nil)
      } else if take("?") {
        bounds = (0, 1)
      } else if let counted = try count() {
        bounds = counted
        isCounted = true
      } else {
        return node
      }
      if case .assertion = node { throw refusal("a repeated assertion") }
      if case .ahead = node { throw refusal("a repeated look-ahead") }
      var mode = RepetitionMode.greedy
      if take("?") {
        mode = .lazy
      } else if next == UInt32(sign: "+") {
        guard case .set = node, !isCounted else {
          throw refusal("a possessive repetition of more than one character")
        }
        place += 1
        mode = .possessive
      }
      node = .repetition(node, minimum: bounds.0, maximum: bounds.1, mode: mode)
    }
  }

  /// `{2}`, `{2,}`, `{,3}`, `{2,3}`; anything else in braces is plain text.
  private mutating func count() throws -> (Int, Int?)? {
    guard next == UInt32(sign: "{"), let end = scalars[place...].firstIndex(of: UInt32(sign: "}")) else {
      return nil
    }
    let text = String(String.UnicodeScalarView(scalars[(place + 1)..<end].compactMap(Unicode.Scalar.init)))
    let bounds = text.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(bounds.count), text != ",", !text.isEmpty,
      bounds.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    place = end + 1
    let low = bounds[0].isEmpty ? 0 : Int(bounds[0]) ?? Int.max
    let high: Int? = bounds.count == 1 ? low : bounds[1].isEmpty ? nil : Int(bounds[1]) ?? Int.max
    guard low <= Self.countLimit, high ?? low <= Self.countLimit, high ?? low >= low else {
      throw refusal("the repetition {\(text)}")
    }
    return (low, high)
  }

  private mutating func atom(depth: Int) throws -> PatternNode {
    if take("(") { return try group(depth: depth) }
    if take("[") { return .set(try bracketed()) }
    if take("^") { return .assertion(.lineStart) }
    if take("$") { return .assertion(.lineEnd) }
    if take(".") {
      var set = CharacterSet(0x0A)
      set.isNegated = true
      set.seal()
      return .set(set)
    }
    if take("\\A") { return .assertion(.textStart) }
    if take("\\z") { return .assertion(.textEnd) }
    if take("\\Z") { return .assertion(.lastLineEnd) }
    if take("\\b") { return .assertion(.wordEdge) }
    if take("\\B") { return .assertion(.noWordEdge) }
    if let value = next,
      value == UInt32(sign: "*") || value == UInt32(sign: "+") || value == UInt32(sign: "?")
    {
      throw refusal("a repetition of nothing")
    }
    var set = CharacterSet()
    set.hasLatinNumbers = true
    if let value = try item(into: &set) { add(value...value, to: &set) }
    set.seal()
    return .set(set)
  }

  private mutating func group(depth: Int) throws -> PatternNode {
    let outer = ignoresCase
    defer { ignoresCase = outer }
    let node: PatternNode
    if take("?:") {
      node = try choice(depth: depth + 1)
    } else if take("?i:") {
      ignoresCase = true
      node = try choice(depth: depth + 1)
    } else if take("?-i:") {
      ignoresCase = false
      node = try choice(depth: depth + 1)
    } else if take("?=") {
      node = .ahead(try choice(depth: depth + 1), isNegative: false)
    } else if take("?!") {
      node = .ahead(try choice(depth: depth + 1), isNegative: true)
    } else if take("?") {
      let kind = next.flatMap(Unicode.Scalar.init).map { "(?\($0)" } ?? "(?"
      throw refusal("a group that begins with \(kind)")
    } else {
      node = try choice(depth: depth + 1)
    }
    guard take(")") else { throw refusal("a parenthesis that is not closed") }
    return node
  }

  private mutating func bracketed() throws -> CharacterSet {
    var set = CharacterSet()
    set.isNegated = take("^")
    var isFirst = true
    while let value = next {
      if value == UInt32(sign: "]"), !isFirst {
        place += 1
        set.seal()
        return set
      }
      isFirst = false
      if value == UInt32(sign: "[") { throw refusal("a set in a set") }
      if value == UInt32(sign: "&"), place + 1 < scalars.count, scalars[place + 1] == UInt32(sign: "&") {
        throw refusal("&& in a set")
      }
      guard let low = try item(into: &set) else { continue }
      var range = low...low
      if next == UInt32(sign: "-"), place + 1 < scalars.count, scalars[place + 1] != UInt32(sign: "]") {
        place += 1
        guard let high = try item(into: &set), high >= low else { throw refusal("a range that is no range") }
        range = low...high
      }
      add(range, to: &set)
    }
    throw refusal("a set that is not closed")
  }

  private func add(_ range: ClosedRange<UInt32>, to set: inout CharacterSet) {
    set.ranges.append(range)
    guard ignoresCase else { return }
    for value in range where value < 0x80 {
      guard (0x61...0x7A).contains(value | 0x20) else { continue }
      set.ranges.append((value ^ 0x20)...(value ^ 0x20))
      if value | 0x20 == UInt32(sign: "s") { set.ranges.append(0x17F...0x17F) }
      if value | 0x20 == UInt32(sign: "k") { set.ranges.append(0x212A...0x212A) }
    }
  }

  /// A character, or `nil` where it was a kind of characters, which goes into the set.
  private mutating func item(into set: inout CharacterSet) throws -> UInt32? {
    guard let value = next else { throw refusal("an end in the midst of something") }
    place += 1
    if value != UInt32(sign: "\\") {
      if ignoresCase, value >= 0x80 { throw refusal("a letter beyond ASCII without regard to case") }
      return value
    }
    guard let letter = next.flatMap(Unicode.Scalar.init) else {
      throw refusal("a single backslash at the end")
    }
    place += 1
    switch letter {
    case "s": set.hasSpace = true
    case "S": set.hasNonSpace = true
    case "w": set.hasWord = true
    case "W": set.hasNonWord = true
    case "d": set.categories |= 1 << CharacterSet.bit(.decimalNumber)
    case "D": set.categories |= CharacterSet.allCategories & ~(1 << CharacterSet.bit(.decimalNumber))
    case "p", "P": set.categories |= try property(isNegated: letter == "P")
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "f": return 0x0C
    case "v": return 0x0B
    case "a": return 0x07
    case "e": return 0x1B
    case "x": return try next == UInt32(sign: "{") ? bracedHexadecimal() : hexadecimal(2)
    case "u": return try hexadecimal(4)
    default:
      if CharacterKind.isWord(letter.value, joiners: true) { throw refusal("\\\(letter)") }
      return letter.value
    }
    return nil
  }

  private mutating func property(isNegated: Bool) throws -> UInt32 {
    guard take("{"), let end = scalars[place...].firstIndex(of: UInt32(sign: "}")) else {
      throw refusal("\\p without a name")
    }
    var name = String(String.UnicodeScalarView(scalars[place..<end].compactMap(Unicode.Scalar.init)))
    var isNegated = isNegated
    if name.hasPrefix("^") {
      name.removeFirst()
      isNegated.toggle()
    }
    guard let bits = CharacterSet.categories(named: name) else { throw refusal("\\p{\(name)}") }
    place = end + 1
    return isNegated ? CharacterSet.allCategories & ~bits : bits
  }

  private mutating func hexadecimal(_ count: Int) throws -> UInt32 {
    let digits = scalars[place...].prefix(count).compactMap(Unicode.Scalar.init).map(Character.init)
    guard digits.count == count, digits.allSatisfy(\.isHexDigit),
      let value = UInt32(String(digits), radix: 16)
    else {
      throw refusal("an escape without \(count) hexadecimal digits")
    }
    place += count
    return value
  }

  private mutating func bracedHexadecimal() throws -> UInt32 {
    guard let end = scalars[place...].firstIndex(of: UInt32(sign: "}")), (2...7).contains(end - place) else {
      throw refusal("\\x{ without hexadecimal digits")
    }
    place += 1
    let value = try hexadecimal(end - place)
    place = end + 1
    guard value < 0x110000 else { throw refusal("a character beyond U+10FFFF") }
    return value
  }
}

extension UInt32 {
  fileprivate init(sign: Unicode.Scalar) { self = sign.value }
}
