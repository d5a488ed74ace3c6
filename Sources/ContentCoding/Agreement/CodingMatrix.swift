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
  private(set) var values: [CodedValue] = []
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

  /// For each coder what `transform` makes of its value of each of the posts at `places`.
  func codings<Result>(at places: [Int], missing: Result, _ transform: (CodedValue) -> Result) -> [[Result]] {
    let results = values.map(transform)
    return rows.map { row in
      places.map { $0 < row.count && row[$0] >= 0 ? results[Int(row[$0])] : missing }
    }
  }
}
