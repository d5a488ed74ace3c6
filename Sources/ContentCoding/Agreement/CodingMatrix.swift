import Reliability

/// Several coders' codings of one variable, a few bytes for each: of a million, some megabytes.
///
/// Abstentions and failures are missing codings, as reliability wants it.
public struct CodingMatrix: Sendable {
  /// The variable.
  public let variable: Variable
  /// The coders, in the order in which they came.
  public private(set) var coders: [CoderIdentity] = []
  /// The posts that any of them has a value for, in the order in which they came.
  public private(set) var posts: [String] = []
  /// Codings left out because their value is none that the codebook offers today.
  public private(set) var retired = 0

  private var places: [String: Int32] = [:]
  /// The distinct values that were given.
  public private(set) var values: [CodedValue] = []
  private var codes: [CodedValue: Int32] = [:]
  /// For each coder the code of each post; posts that came later are missing at the end.
  private var rows: [[Int32]] = []

  /// No codings yet.
  public init(_ variable: Variable) {
    self.variable = variable
  }

  /// Adds what `coder` says of a post; a second coding of the same post replaces the first.
  public mutating func add(_ coding: Coding, by coder: CoderIdentity) {
    guard let value = coding.answer.value else { return }
    guard value.isOffered(by: variable) else {
      retired += 1
      return
    }
    let row = coders.lastIndex(of: coder) ?? coders.count
    if row == coders.count {
      coders.append(coder)
      rows.append([])
    }
    let post = Int(place(of: coding.postID))
    if rows[row].count <= post {
      rows[row] += Array(repeating: -1, count: post + 1 - rows[row].count)
    }
    rows[row][post] = code(of: value)
  }

  private mutating func place(of post: String) -> Int32 {
    if let place = places[post] { return place }
    let place = Int32(clamping: posts.count)
    places[post] = place
    posts.append(post)
    return place
  }

  private mutating func code(of value: CodedValue) -> Int32 {
    if let code = codes[value] { return code }
    let code = Int32(clamping: values.count)
    codes[value] = code
    values.append(value)
    return code
  }

  /// What a coder says of a post; both are places in the lists.
  func value(of coder: Int, on post: Int) -> CodedValue? {
    guard post < rows[coder].count, rows[coder][post] >= 0 else { return nil }
    return values[Int(rows[coder][post])]
  }

  /// The places of `posts`, nil for all, in the order of their ids: draws of posts that are all different depend on it.
  func places(of posts: Set<String>?) -> [Int] {
    self.posts.indices.filter { posts?.contains(self.posts[$0]) ?? true }
      .sorted { self.posts[$0] < self.posts[$1] }
  }

  /// For each coder the place of its label of each of the posts at `places`; -1 where there is none.
  func labels(at places: [Int]) -> [[Int32]] {
    let order = variable.labelPlaces
    return codings(at: places, missing: -1) { value in order[value.text].map { Int32(clamping: $0) } ?? -1 }
  }

  /// For each coder what `transform` makes of its value of each of the posts at `places`.
  func codings<Result>(at places: [Int], missing: Result, _ transform: (CodedValue) -> Result) -> [[Result]] {
    let results = values.map(transform)
    return rows.map { row in
      places.map { $0 < row.count && row[$0] >= 0 ? results[Int(row[$0])] : missing }
    }
  }
}

extension CodingMatrix {
  /// Krippendorff's alpha of all coders at the variable's level.
  public var alpha: KrippendorffAlpha {
    let posts = places(of: nil)
    return variable.type == .category || variable.type == .boolean
      ? KrippendorffAlpha(places: labels(at: posts), distance: variable.distance)
      : KrippendorffAlpha(
        posts.lazy.map { post in coders.indices.map { value(of: $0, on: post) } }, of: variable)
  }

  /// How many posts two coders or more have coded.
  public var pairableCount: Int {
    posts.indices.count { post in coders.indices.count { value(of: $0, on: post) != nil } > 1 }
  }

  /// What the first coder said, by post; nothing where there is no coder.
  public var valuesOfFirstCoder: [String: CodedValue] {
    guard !coders.isEmpty else { return [:] }
    return Dictionary(
      posts.indices.compactMap { post in value(of: 0, on: post).map { (posts[post], $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// How many posts these coders must code for alpha's interval to lie above `target`; for variables with categories and booleans.
  ///
  /// - Parameters:
  ///   - target: What the lower end of the interval is to reach.
  ///   - certainty: The wanted share of studies in which it does.
  ///   - seed: Where the random numbers start.
  /// - Returns: The plan.
  public func agreementPlan(target: Double, certainty: Double, seed: UInt64) -> AgreementPlan {
    AgreementPlan(
      codings: labels(at: places(of: nil)), distance: variable.distance, target: target,
      certainty: certainty, seed: seed)
  }
}
