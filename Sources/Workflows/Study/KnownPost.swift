import ContentCoding
import Storage

/// A post and all that is known of it: what everyone says of it now and said before, what it resembles, where it lies.
package struct KnownPost: Sendable {
  package let post: Post
  /// The current codings, by variable, then by coder.
  package let codings: [CodingRecord]
  /// Codings that were replaced since, the newest first.
  package let history: [CodingRecord]
  /// What people remark beside their codings.
  package let remarks: [(coder: String, remark: Remark)]
  /// The marked duplicates that it belongs to; nil where it is none.
  package let duplicates: DuplicateGroup?
  /// In which cluster of each clustering it lies; nil where it lies in none.
  package let clusters: [(clustering: String, cluster: Int?)]

  /// The post called `id`.
  ///
  /// - Throws: ``UserError`` where there is none.
  package init(_ id: String, in open: OpenStudy) throws {
    guard let post = try open.study.post(id) else { throw UserError(try open.unknownPost(id)) }
    self.post = post
    var codings: [CodingRecord] = []
    try open.study.forEachCodedPost(coders: nil, variables: nil, in: .ids([post.id])) { codings += $1 }
    self.codings = codings.sorted {
      ($0.coding.variable, $0.coder.name) < ($1.coding.variable, $1.coder.name)
    }
    history = try open.study.coderIdentities().flatMap {
      try open.study.history(coder: $0.name, post: post.id)
    }.sorted { $0.codedAt > $1.codedAt }
    remarks = try open.study.remarks(on: post.id)
    duplicates = try open.study.duplicates(of: post.id)
    clusters = try open.study.clusters(of: post.id)
  }

  /// What all codings cost together, in US dollars; nil where nothing was paid.
  package var cost: Double? {
    let costs = codings.compactMap(\.coding.answer.cost)
    return costs.isEmpty ? nil : costs.reduce(0, +)
  }
}
