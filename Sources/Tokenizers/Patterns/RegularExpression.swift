/// A regular expression, compiled.
final class RegularExpression: Sendable {
  /// For quick matching: runs of one set are one instruction.
  let quick: PatternProgram
  /// For texts that make backtracking expensive: each choice can be noted, see `PatternSearch`.
  let careful: PatternProgram

  /// - Throws: `TokenizerError` that names what is not supported.
  init(_ source: String) throws {
    let tree = try PatternParser.tree(of: source)
    quick = try PatternProgram(tree, source, fusesRuns: true)
    careful = try PatternProgram(tree, source, fusesRuns: false)
  }
}

/// The bytes that something can begin with.
struct FirstBytes: Sendable {
  var low: UInt64 = 0
  var high: UInt64 = 0
  var isWide = false
  /// Whether it can match nothing at all, and so anywhere.
  var isNullable = false

  static let nothing = FirstBytes(isNullable: true)

  @inline(__always) func allows(_ byte: UInt8) -> Bool {
    if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
    if byte < 128 { return high >> UInt64(byte - 64) & 1 == 1 }
    return isWide
  }

  mutating func formUnion(_ other: FirstBytes) {
    low |= other.low
    high |= other.high
    isWide = isWide || other.isWide
  }

  init(low: UInt64 = 0, high: UInt64 = 0, isWide: Bool = false, isNullable: Bool = false) {
    self.low = low
    self.high = high
    self.isWide = isWide
    self.isNullable = isNullable
  }

  init(_ node: PatternNode) {
    self.init()
    switch node {
    case .set(let set):
      (low, high) = set.asciiBits
      isWide = set.mayBeWide
    case .sequence(let items):
      isNullable = true
      for item in items where isNullable {
        let first = FirstBytes(item)
        formUnion(first)
        isNullable = first.isNullable
      }
    case .choice(let branches):
      for branch in branches {
        let first = FirstBytes(branch)
        formUnion(first)
        isNullable = isNullable || first.isNullable
      }
    case .repetition(let item, let minimum, _, _):
      self = FirstBytes(item)
      isNullable = isNullable || minimum == 0
    case .ahead, .assertion: isNullable = true
    }
  }
}
