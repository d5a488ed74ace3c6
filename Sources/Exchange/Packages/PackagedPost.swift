import ContentCoding

/// What a data package says of a post: what figures need, and neither its text nor its pictures.
public struct PackagedPost: Hashable, Sendable {
  /// The id, or the pseudonym that stands for it.
  public var id: String
  /// The post that this one is a picture of; nil where it is none.
  public var partOf: String?
  /// The account, or its pseudonym; nil where it is not known.
  public var author: String?
  /// The fold in which the post is left out, from 0; nil where it has none.
  public var fold: Int?
  /// The post that is kept of the group of duplicates which this one is in; nil where it is in none.
  public var duplicateOf: String?
  /// What makes the group of duplicates one.
  public var duplicateKind: DuplicateGroup.Kind?
  /// The SHA-256 of each medium, in the order of the post; an empty text for one that cannot be read.
  public var mediaSHA256s: [String]
  /// The columns that keep posts together.
  public var columns: [String: String]
  /// The counts that coders learn.
  public var counts: [String: Double]

  /// A post of which only the id is known.
  public init(id: String) {
    self.id = id
    mediaSHA256s = []
    columns = [:]
    counts = [:]
  }
}

/// The table of posts of a data package.
enum PackagedPostTable {
  static let columns = [
    "post_id", "part_of", "author", "fold", "duplicate_of", "duplicate_kind", "media_sha256",
  ]
  static let columnPrefix = "column:"
  static let countPrefix = "count:"

  static func header(columns: [String], counts: [String]) -> [String] {
    Self.columns + columns.map { columnPrefix + $0 } + counts.map { countPrefix + $0 }
  }

  static func cells(of post: PackagedPost, columns: [String], counts: [String]) -> [String] {
    [
      post.id, post.partOf ?? "", post.author ?? "", post.fold.map(String.init) ?? "", post.duplicateOf ?? "",
      post.duplicateKind?.rawValue ?? "",
      post.mediaSHA256s.map { $0.isEmpty ? "-" : $0 }.joined(separator: " "),
    ] + columns.map { post.columns[$0] ?? "" }
      + counts.map { post.counts[$0].map { CodedValue.number($0).text } ?? "" }
  }

  /// - Throws: ``ImportProblems`` with the first that is wrong.
  static func post(_ record: Record, _ header: [String], file: String) throws -> PackagedPost {
    func cell(_ name: String) -> String? { record[name].flatMap { $0.isEmpty ? nil : $0 } }
    func problem(_ message: String) -> ImportProblems {
      ImportProblems(file: file, line: record.line, message)
    }
    guard let written = cell("post_id"), case .success(let id) = PostIDRule.check(written) else {
      throw problem("post_id is empty or no id")
    }
    var post = PackagedPost(id: id)
    post.partOf = cell("part_of")
    post.author = cell("author")
    if let fold = cell("fold") {
      guard let number = Int(fold), (0..<1_000).contains(number) else {
        throw problem("fold is \(quoted(fold)), which is no number of a fold")
      }
      post.fold = number
    }
    post.duplicateOf = cell("duplicate_of")
    if let kind = cell("duplicate_kind") {
      post.duplicateKind = DuplicateGroup.Kind(rawValue: kind)
      if post.duplicateKind == nil { throw problem("duplicate_kind is \(quoted(kind)), which is none") }
    }
    let hashes = (cell("media_sha256") ?? "").split(separator: " ")
    guard hashes.allSatisfy({ $0 == "-" || $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) }) else {
      throw problem("media_sha256 holds what is no SHA-256")
    }
    post.mediaSHA256s = hashes.map { $0 == "-" ? "" : $0.lowercased() }
    for name in header {
      if name.hasPrefix(columnPrefix) {
        post.columns[String(name.dropFirst(columnPrefix.count))] = cell(name)
      } else if name.hasPrefix(countPrefix), let written = cell(name) {
        guard let count = Double(written), count.isFinite else {
          throw problem("\(name) is \(quoted(written)), which is no number")
        }
        post.counts[String(name.dropFirst(countPrefix.count))] = count
      }
    }
    return post
  }
}
