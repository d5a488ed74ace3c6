/// One coder's codings of one variable, a few bytes for each: of a million, some tens of megabytes.
///
/// Values are there for every post; scores, confidence and reason for the posts whose codings were kept in full.
public struct VariableCodings: Sendable {
  /// Who coded.
  public let coder: CoderIdentity
  /// The posts, sorted by id, each once.
  public let posts: [String]
  private let marks: [Mark]
  private let values: [CodedValue]
  private let answers: [Int: Answer]
  /// US dollars of the answers of a known price, sorted.
  private let costs: [Double]

  /// What became of a post: where its value is, or that there is none.
  private struct Mark {
    let value: Int32
    let isOutOfFold: Bool

    static let abstained: Int32 = -1
    static let failed: Int32 = -2
  }

  /// Codings of one variable, kept in full; of several for one post the last counts.
  public init(coder: CoderIdentity, codings: some Sequence<Coding>) {
    var builder = Builder(coder: coder)
    for coding in codings { builder.add(coding) }
    self = builder.built()
  }

  /// How many posts the coder answered or should have answered.
  public var count: Int { posts.count }
  /// The distinct values that were given.
  public var allValues: [CodedValue] { values }

  /// Whether there are none.
  public var isEmpty: Bool { posts.isEmpty }

  /// Where a post is among ``posts``; nil where the coder never saw it.
  public func place(of post: String) -> Int? {
    var range = posts.startIndex..<posts.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if posts[middle] == post { return middle }
      range = posts[middle] < post ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The value of the post at `place`; nil where there is none.
  public func value(at place: Int) -> CodedValue? {
    let value = marks[place].value
    return value < 0 ? nil : values[Int(value)]
  }

  /// The value of a post; nil where there is none.
  public func value(of post: String) -> CodedValue? { place(of: post).flatMap(value) }

  /// Whether the post at `place` has a value, and if not, why.
  func status(at place: Int) -> Answer.Status {
    switch marks[place].value {
    case Mark.abstained: .abstained
    case Mark.failed: .failed
    default: .coded
    }
  }

  /// Whether the post at `place` was answered by what did not learn from it.
  func isOutOfFold(at place: Int) -> Bool { marks[place].isOutOfFold }

  /// The whole answer to the post at `place`; nil where it was not kept in full.
  func answer(at place: Int) -> Answer? { answers[place] }

  /// US dollars that a thousand answers have cost, over those of a known price; nil where there are none.
  var costPerThousand: Double? {
    costs.isEmpty ? nil : 1000 * costs.reduce(0, +) / Double(costs.count)
  }
}

extension VariableCodings {
  /// Takes codings in any order.
  public struct Builder {
    private let coder: CoderIdentity
    private var posts: [String] = []
    private var marks: [Mark] = []
    private var values: [CodedValue] = []
    private var codes: [CodedValue: Int32] = [:]
    private var answers: [Int: Answer] = [:]
    private var costs: [Double?] = []

    /// No codings yet.
    public init(coder: CoderIdentity) {
      self.coder = coder
    }

    /// Adds a coding; of several for one post the last counts.
    ///
    /// - Parameters:
    ///   - coding: What was coded.
    ///   - inFull: Whether scores, confidence and reason are kept.
    public mutating func add(_ coding: Coding, inFull: Bool = true) {
      let answer = coding.answer
      if inFull { answers[posts.count] = answer }
      posts.append(coding.postID)
      marks.append(Mark(value: code(of: answer), isOutOfFold: coding.fold != nil))
      let cost = answer.wholeCost
      if cost != nil || !costs.isEmpty {
        costs += repeatElement(nil, count: posts.count - 1 - costs.count)
        costs.append(cost)
      }
    }

    private mutating func code(of answer: Answer) -> Int32 {
      guard let value = answer.value else {
        return answer.status == .failed ? Mark.failed : Mark.abstained
      }
      if let code = codes[value] { return code }
      let code = Int32(clamping: values.count)
      codes[value] = code
      values.append(value)
      return code
    }

    /// All that was added.
    public func built() -> VariableCodings {
      let order = order
      var kept: [Int: Answer] = [:]
      if !answers.isEmpty {
        for (place, added) in order.enumerated() { kept[place] = answers[added] }
      }
      return VariableCodings(
        coder: coder, posts: order.map { posts[$0] }, marks: order.map { marks[$0] }, values: values,
        answers: kept, costs: order.compactMap { $0 < costs.count ? costs[$0] : nil }.sorted())
    }

    /// The places of what was added, by post; of several for one post the last.
    private var order: [Int] {
      let isSorted = zip(posts, posts.dropFirst()).allSatisfy { $0 < $1 }
      if isSorted { return Array(posts.indices) }
      let sorted = posts.indices.sorted { (posts[$0], $0) < (posts[$1], $1) }
      return sorted.indices.filter { place in
        place + 1 == sorted.count || posts[sorted[place]] != posts[sorted[place + 1]]
      }.map { sorted[$0] }
    }
  }

  private init(
    coder: CoderIdentity, posts: [String], marks: [Mark], values: [CodedValue], answers: [Int: Answer],
    costs: [Double]
  ) {
    self.coder = coder
    self.posts = posts
    self.marks = marks
    self.values = values
    self.answers = answers
    self.costs = costs
  }

  /// Looks many posts up in one walk.
  ///
  /// - Parameter others: Ids, sorted.
  /// - Returns: For each where it is among ``posts``; nil where it is not.
  func places(of others: [String]) -> [Int?] {
    var place = 0
    return others.map { post in
      while place < posts.count, posts[place] < post { place += 1 }
      return place < posts.count && posts[place] == post ? place : nil
    }
  }

  /// The place of each post's label among the variable's; -1 where there is none, or one that is not offered any more.
  ///
  /// - Parameters:
  ///   - others: Ids, sorted.
  ///   - variable: A category or a boolean.
  /// - Returns: A place for each of `others`.
  func labels(of others: [String], in variable: Variable) -> [Int32] {
    let order = variable.labelPlaces
    let labels = values.map { value in
      value.isOffered(by: variable) ? order[value.text].map { Int32(clamping: $0) } ?? -1 : -1
    }
    return places(of: others).map { place in
      guard let place, marks[place].value >= 0 else { return -1 }
      return labels[Int(marks[place].value)]
    }
  }

  /// The posts of all coders, sorted, each once.
  static func posts(of coders: ArraySlice<VariableCodings>) -> [String] {
    guard coders.count > 1 else { return coders.first?.posts ?? [] }
    let middle = coders.startIndex + coders.count / 2
    let (first, second) = (posts(of: coders[..<middle]), posts(of: coders[middle...]))
    var all: [String] = []
    all.reserveCapacity(max(first.count, second.count))
    var (one, other) = (0, 0)
    while one < first.count, other < second.count {
      let isSame = first[one] == second[other]
      let isFirst = isSame || first[one] < second[other]
      all.append(isFirst ? first[one] : second[other])
      if isFirst { one += 1 }
      if isSame || !isFirst { other += 1 }
    }
    return all + first[one...] + second[other...]
  }
}
