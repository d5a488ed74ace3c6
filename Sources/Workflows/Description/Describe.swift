import ContentCoding
import Reliability
import Storage

/// Says what a corpus holds, and what of it is missing.
package struct Describe: Workflow, Sendable {
  /// The variable whose categories are counted; nil for the posts alone.
  package var variable: String?
  /// Who coded it; nil for the study's gold.
  package var coder: String?
  /// What is described part by part; nil for nothing.
  package var by: String?
  /// The posts.
  package var posts = PostChoice()

  /// A description of the corpus.
  package init() {}

  /// Numbers of one kind: a count, or the length of texts.
  package struct Numbers: Encodable, Sendable {
    package let name: String
    /// Posts that have the number.
    package let posts: Int
    /// Posts that do not: hidden likes are missing, not 0.
    package let missing: Int
    package let median: MedianInterval
    package let mean: Double?
    package let least: Double?
    package let greatest: Double?
  }

  /// One part of the corpus, or one category of it.
  package struct Row: Encodable, Sendable {
    /// The value of the column; nil for all posts.
    package let part: String?
    /// The category; nil where no variable is described, `(not coded)` for posts without an answer.
    package let category: String?
    package let posts: Int
    /// Of the part's posts, or of those that are coded; nil for posts without an answer.
    package let share: Double?
    /// Wilson's interval of the share.
    package let interval: Interval?
    package let numbers: [Numbers]
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let posts: Int
    package let variable: String?
    package let coder: String?
    package let by: String?
    /// Posts without a text, a picture, a time, an author.
    package let missing: [String: Int]
    package let authors: Int
    package let rows: [Row]
  }

  /// What posts without an answer are called.
  package static let notCoded = "(not coded)"

  private struct Described {
    let part: String?
    let labels: [String]
    let numbers: [Double?]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let breakdown = try by.map { try Breakdown(named: $0, in: open) }
    let selection = try posts.selection(in: open)
    let variable = try self.variable.map { try open.existingVariable($0) }
    let coder = variable == nil ? nil : self.coder ?? open.configuration.gold
    if let coder { try open.requireCodings(of: [coder]) }
    if let variable, !variable.type.hasLabels {
      throw UserError(
        "\(variable.name) is \(variable.type.withArticle); describe takes a variable with categories, a boolean or tags"
      )
    }
    let answers = try variable.map { try open.values(of: $0, by: coder ?? "") } ?? [:]
    let names = ["text length"] + (try open.study.counts())
    var missing = ["text": 0, "picture": 0, "time": 0, "author": 0]
    var authors: Set<String> = []
    var described: [Described] = []
    try open.study.forEachPage(in: selection) { posts in
      try Task.checkCancellation()
      for post in posts {
        if post.text.isEmpty { missing["text", default: 0] += 1 }
        if post.media.isEmpty { missing["picture", default: 0] += 1 }
        if post.time == nil { missing["time", default: 0] += 1 }
        if let author = post.author { authors.insert(author) } else { missing["author", default: 0] += 1 }
        let length = post.text.isEmpty ? nil : Double(post.text.count)
        described.append(
          Described(
            part: breakdown?.value(of: post), labels: variable == nil ? [] : Self.labels(answers[post.id]),
            numbers: [length] + names.dropFirst().map { post.counts[$0] }))
      }
    }
    let parts = breakdown == nil ? [:] : Dictionary(grouping: described, by: \.part)
    let sorted = parts.sorted { ($0.key ?? "") < ($1.key ?? "") }
    let rows = try ([(nil, described)] + sorted.map { ($0.key, $0.value) }).flatMap { part, ofPart in
      guard let variable else {
        return [try Self.row(part, nil, ofPart, of: described.count, names)]
      }
      let coded = ofPart.filter { !$0.labels.isEmpty }
      return try (variable.labels + (variable.type == .tags ? ["(no tag)"] : [])).map { label in
        try Self.row(part, label, coded.filter { $0.labels.contains(label) }, of: coded.count, names)
      } + [try Self.row(part, Self.notCoded, ofPart.filter(\.labels.isEmpty), of: nil, names)]
    }
    return Outcome(
      posts: described.count, variable: variable?.name, coder: coder, by: by, missing: missing,
      authors: authors.count, rows: rows)
  }

  private static func labels(_ value: CodedValue?) -> [String] {
    switch value {
    case nil: []
    case .tags(let tags): tags.isEmpty ? ["(no tag)"] : tags.sorted()
    case let value?: [value.text]
    }
  }

  private static func row(
    _ part: String?, _ category: String?, _ posts: [Described], of all: Int?, _ names: [String]
  ) throws -> Row {
    try Task.checkCancellation()
    return Row(
      part: part, category: category, posts: posts.count,
      share: all.flatMap { $0 == 0 ? nil : Double(posts.count) / Double($0) },
      interval: all.flatMap { Interval.wilson(successes: posts.count, trials: $0).value },
      numbers: names.indices.map { place in
        let numbers = posts.compactMap { $0.numbers[place] }
        return Numbers(
          name: names[place], posts: numbers.count, missing: posts.count - numbers.count,
          median: MedianInterval(numbers),
          mean: numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count), least: numbers.min(),
          greatest: numbers.max())
      })
  }
}
