import ContentCoding
import GRDB

/// A gallery's question in SQL.
struct GalleryCondition {
  private var parts = ["TRUE"]
  private var arguments: [any DatabaseValueConvertible] = []

  /// The condition on `posts`.
  var sql: String { parts.joined(separator: " AND ") }
  /// Its arguments.
  var values: StatementArguments { StatementArguments(arguments) }

  /// A current coding: one that its coder has not been set up anew since.
  private static let current = "origins.configuration IS coders.configuration"

  // isIndexed: whether texts are looked up in their index.
  init(_ question: GalleryQuestion, isIndexed: Bool, _ database: Database) throws {
    if let sample = question.sample {
      add("posts.post IN (SELECT post FROM sample_posts WHERE sample = ?)", sample)
    }
    if let split = question.split {
      add("posts.post IN (SELECT post FROM splits WHERE split = ? AND part = ?)", split.name, split.part)
    }
    if let cluster = question.cluster {
      add(
        "posts.post IN (SELECT post FROM cluster_posts WHERE clustering = ? AND cluster = ?)",
        cluster.clustering, cluster.number)
    }
    if let region = question.region { try add(region, database) }
    if let text = question.text { add(text: text, isIndexed: isIndexed) }
    if question.isFlagged {
      add("EXISTS (SELECT 1 FROM remarks WHERE remarks.post = posts.post AND is_flagged)")
    }
    addCodings(question)
  }

  private mutating func add(_ part: String, _ values: any DatabaseValueConvertible...) {
    parts.append(part)
    arguments += values
  }

  private mutating func add(_ region: GalleryQuestion.Region, _ database: Database) throws {
    let (x, y) = (region.corners.map(\.x), region.corners.map(\.y))
    guard let left = x.min(), let right = x.max(), let top = y.min(), let bottom = y.max() else {
      return add("FALSE")
    }
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT post, x, y FROM map_posts WHERE map = ? AND x BETWEEN ? AND ? AND y BETWEEN ? AND ?",
      arguments: [region.map, left, right, top, bottom])
    var posts: [Int64] = []
    while let row = try rows.next() {
      if region.holds(SIMD2(try row.value(1), try row.value(2))) { posts.append(try row.value(0)) }
    }
    add("posts.post IN (SELECT value FROM json_each(?))", try JSONText.text(of: posts))
  }

  private mutating func add(text: String, isIndexed: Bool) {
    if isIndexed, let words = TextIndex.query(text) {
      add("posts.post IN (SELECT rowid FROM \(TextIndex.table) WHERE \(TextIndex.table) MATCH ?)", words)
    } else {
      add("posts.text LIKE ? ESCAPE '\\'", "%\(Self.escaped(text))%")
    }
  }

  /// `text` with the characters escaped that mean something to LIKE.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += "%_\\".contains($1) ? "\\\($1)" : "\($1)" }
  }

  private mutating func addCodings(_ question: GalleryQuestion) {
    var inner = ["codings.post = posts.post", Self.current]
    var values: [any DatabaseValueConvertible] = []
    func add(_ condition: String, _ more: any DatabaseValueConvertible...) {
      inner.append(condition)
      values += more
    }
    if let coder = question.coder { add("coders.name = ?", coder) }
    if let variable = question.variable { add("codings.variable = ?", variable) }
    if let status = question.status { add("codings.status = ?", status.rawValue) }
    if let confidence = question.confidence {
      add("codings.confidence BETWEEN ? AND ?", confidence.lowerBound, confidence.upperBound)
    }
    if let value = question.value {
      // A tag is one of several, joined by bars.
      add(
        "(codings.value = ? OR codings.type = 'tags' AND '|' || codings.value || '|' LIKE ? ESCAPE '\\')",
        value, "%|\(Self.escaped(value))|%")
    }
    if let other = question.differsFrom {
      var condition = """
        EXISTS (SELECT 1 FROM codings AS theirs JOIN coders AS they ON they.coder = theirs.coder
          JOIN origins AS of_theirs ON of_theirs.origin = theirs.origin
          WHERE theirs.post = codings.post AND theirs.variable = codings.variable AND they.name = ?
            AND of_theirs.configuration IS they.configuration
        """
      if let value = question.otherValue {
        condition += " AND theirs.value = ?)"
        add(condition, other, value)
      } else {
        condition += " AND theirs.value <> codings.value)"
        add(condition, other)
      }
    }
    guard inner.count > 2 else { return }
    parts.append(
      """
      EXISTS (SELECT 1 FROM codings JOIN coders USING (coder) JOIN origins ON origins.origin = codings.origin
        WHERE \(inner.joined(separator: " AND ")))
      """)
    arguments += values
  }

  /// What posts are ordered by, with its arguments, and whether the greatest comes first; nil for the order of their import.
  ///
  /// A post that lacks it gets a number that puts it last.
  static func key(
    of question: GalleryQuestion
  ) -> (sql: String, arguments: [any DatabaseValueConvertible], isDescending: Bool)? {
    switch question.order {
    case .imported: return nil
    case .newest: return ("coalesce(posts.time, '')", [], true)
    case .most(let count):
      return ("coalesce(json_extract(posts.counts, ?), -1e308)", ["$.\(quoted(count))"], true)
    case .leastCertain, .mostCertain:
      guard let coder = question.coder, let variable = question.variable else { return nil }
      let isDescending = question.order == .mostCertain
      return (
        """
        coalesce((SELECT confidence FROM codings JOIN coders USING (coder)
          JOIN origins ON origins.origin = codings.origin
          WHERE codings.post = posts.post AND coders.name = ? AND codings.variable = ? AND \(current)),
          \(isDescending ? "-1.0" : "2.0"))
        """, [coder, variable], isDescending
      )
    }
  }

  /// `name` as a part of a path in JSON.
  private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\\\""))\"" }
}
