/// One step of a compiled pattern.
enum PatternStep: Sendable {
  case found
  /// One character of a set.
  case one(CharacterSet)
  /// As many characters of a set as there are, with backtracking to `minimum` unless possessive.
  case run(CharacterSet, minimum: Int, maximum: Int, isPossessive: Bool)
  /// Goes on at `first`; if that fails, at `second`. Not at `first` where `guardedBy` does not allow the next byte.
  case choice(first: Int, second: Int, guardedBy: FirstBytes?, number: Int)
  case jump(Int)
  /// Whether the steps after this one reach their `found`; goes on at `end`.
  case ahead(end: Int, isNegative: Bool)
  case assertion(PatternNode.Assertion)
}

/// A pattern as steps.
struct PatternProgram: Sendable {
  private static let stepLimit = 4096

  private(set) var steps: [PatternStep] = []
  /// The number of choices, each with its own number.
  private(set) var choices = 0
  /// The bytes that a match can begin with; `nil` where it can be empty.
  let first: FirstBytes?

  private let fusesRuns: Bool
  private let source: String

  init(_ tree: PatternNode, _ source: String, fusesRuns: Bool) throws {
    self.fusesRuns = fusesRuns
    self.source = source
    let first = FirstBytes(tree)
    self.first = first.isNullable ? nil : first
    try compile(tree)
    try append(.found)
  }

  private mutating func append(_ step: PatternStep) throws {
    guard steps.count < Self.stepLimit else {
      throw TokenizerError.unsupported(
        "so long a regular expression as \(source.prefix(100).debugDescription)")
    }
    steps.append(step)
  }

  private mutating func compile(_ node: PatternNode) throws {
    switch node {
    case .set(let set): try append(.one(set))
    case .sequence(let items): for item in items { try compile(item) }
    case .choice(let branches): try compile(branches)
    case .repetition(let item, let minimum, let maximum, let mode):
      try compile(item, minimum, maximum, mode)
    case .ahead(let inner, let isNegative):
      let place = steps.count
      try append(.jump(0))
      try compile(inner)
      try append(.found)
      steps[place] = .ahead(end: steps.count, isNegative: isNegative)
    case .assertion(let assertion): try append(.assertion(assertion))
    }
  }

  private mutating func compile(_ branches: [PatternNode]) throws {
    var exits: [Int] = []
    for (index, branch) in branches.enumerated() {
      if index + 1 == branches.count {
        try compile(branch)
      } else {
        let fork = try reserveChoice()
        try compile(branch)
        exits.append(steps.count)
        try append(.jump(0))
        setChoice(fork, first: fork + 1, second: steps.count, entering: branch)
      }
    }
    for exit in exits { steps[exit] = .jump(steps.count) }
  }

  private mutating func compile(
    _ item: PatternNode, _ minimum: Int, _ maximum: Int?, _ mode: RepetitionMode
  ) throws {
    if case .set(let set) = item, mode == .possessive || mode == .greedy && fusesRuns {
      try append(.run(set, minimum: minimum, maximum: maximum ?? .max, isPossessive: mode == .possessive))
      return
    }
    for _ in 0..<minimum { try compile(item) }
    guard let maximum else {
      let fork = try reserveChoice()
      try compile(item)
      try append(.jump(fork))
      setFork(fork, item, mode)
      return
    }
    var forks: [Int] = []
    for _ in minimum..<maximum {
      forks.append(try reserveChoice())
      try compile(item)
    }
    for fork in forks { setFork(fork, item, mode) }
  }

  private mutating func reserveChoice() throws -> Int {
    try append(.jump(0))
    return steps.count - 1
  }

  private mutating func setFork(_ fork: Int, _ item: PatternNode, _ mode: RepetitionMode) {
    if mode == .lazy {
      setChoice(fork, first: steps.count, second: fork + 1, entering: nil)
    } else {
      setChoice(fork, first: fork + 1, second: steps.count, entering: item)
    }
  }

  private mutating func setChoice(_ place: Int, first: Int, second: Int, entering node: PatternNode?) {
    let bytes = node.map { FirstBytes($0) }
    let guarding = bytes.flatMap { $0.isNullable ? nil : $0 }
    steps[place] = .choice(first: first, second: second, guardedBy: guarding, number: choices)
    choices += 1
  }
}
