import ContentCoding
import Storage

/// What the names in a formula stand for.
struct RegressionNames {
  private let codebook: Codebook
  private let columns: [String]
  /// The counts of the posts.
  let counts: [String]

  /// The names of `open`.
  init(in open: OpenStudy) throws {
    codebook = open.configuration.codebook
    counts = try open.study.counts()
    columns = try open.study.columns()
  }

  /// The variable of the codebook called `name`; nil where it is a column or a count of the posts.
  ///
  /// - Throws: ``UserError`` where it is both or neither, or stands for something that no regression takes.
  func variable(_ name: String) throws -> Variable? {
    let variable = codebook[name]
    let isColumn = counts.contains(name) || columns.contains(name)
    if variable != nil, isColumn {
      throw UserError(
        "\(name) is a variable of the codebook and a column of the posts; rename one, for the formula cannot say which is meant"
      )
    }
    guard variable == nil, !isColumn, name != "author", name != "1" else { return variable }
    let known = codebook.variables.map(\.name) + counts + ["author"] + columns
    let near = NearName.nearest(to: name, among: known)
    throw UserError(
      "\(name) is no variable, count or column\(near.map { "; did you mean \($0)?" } ?? ""); there are "
        + known.joined(separator: ", "))
  }
}

/// The values of the posts that a regression may use: one row a post.
struct RegressionTable {
  /// A value as it was found.
  enum Value: Equatable {
    case number(Double)
    case text(String)
    case tags(Set<String>)
    case missing
  }

  private(set) var ids: [String] = []
  /// For each name the values of the posts.
  private(set) var columns: [String: [Value]] = [:]
  /// The cluster of each post; nil where posts are independent.
  private(set) var clusters: [String]?
  let variables: [String: Variable]

  init(
    names: [String], variables: [Variable], counts: [String], coder: String?, filters: [PostFilter],
    cluster: String?, in open: OpenStudy
  ) throws {
    self.variables = Dictionary(variables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let counts = Set(counts)
    let clustering = try cluster.map { try open.groupColumn(named: $0) }
    let ofPosts = names.filter { self.variables[$0] == nil && $0 != "1" }
    var groups: [String] = []
    var found: [String: [Value]] = [:]
    var ids: [String] = []
    try open.study.forEachPage(in: PostChoice(filters: filters).selection(in: open)) { posts in
      try Task.checkCancellation()
      for post in posts {
        ids.append(post.id)
        for name in ofPosts {
          let value: Value =
            counts.contains(name)
            ? post.counts[name].map(Value.number) ?? .missing
            : post.groupValue(of: name).map(Value.text) ?? .missing
          found[name, default: []].append(value)
        }
        // A post without a group is one of its own.
        if let clustering { groups.append(clustering.value(of: post) ?? "post \(post.id)") }
      }
    }
    for name in ofPosts where !counts.contains(name) { found[name] = found[name].map(Self.numbers) }
    for variable in variables {
      let answers = try coder.map { try open.values(of: variable, by: $0) } ?? [:]
      found[variable.name] = ids.map { Self.value(answers[$0]) }
    }
    self.ids = ids
    columns = found
    clusters = clustering == nil ? nil : groups
  }

  /// A column whose values are all numbers is one of numbers.
  private static func numbers(_ values: [Value]) -> [Value] {
    var numbers: [Value] = []
    numbers.reserveCapacity(values.count)
    for value in values {
      guard case .text(let text) = value else {
        numbers.append(.missing)
        continue
      }
      guard let number = Double(text), number.isFinite else { return values }
      numbers.append(.number(number))
    }
    return numbers
  }

  /// An answer as a regression takes it.
  static func value(_ value: CodedValue?) -> Value {
    switch value {
    case nil: .missing
    case .number(let number): .number(number)
    case .boolean(let flag): .number(flag ? 1 : 0)
    case .category(let name): .text(name)
    case .openText(let words): .text(words)
    case .tags(let tags): .tags(tags)
    }
  }
}
