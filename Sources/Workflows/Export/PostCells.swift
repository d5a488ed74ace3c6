import ContentCoding
import Foundation
import Storage

/// The columns of posts in a table, and a post's cells in them.
struct PostCells {
  /// The names of the columns, the post's id first.
  let header: [String]
  private let study: Study
  private let names: Pseudonyms?
  private let extra: [String]
  private let counts: [String]
  private let clusterings: [Clustering]

  /// The columns of the posts of `study`; where they are pseudonymous, ids and authors are keyed hashes, and texts, further columns
  /// and paths are left out.
  init(of study: Study, isPseudonymous: Bool) throws {
    self.study = study
    names = isPseudonymous ? Pseudonyms(key: try study.pseudonymKey()) : nil
    var extra: Set<String> = []
    var counts: Set<String> = []
    try study.forEachPage { posts in
      for post in posts {
        extra.formUnion(post.columns.keys)
        counts.formUnion(post.counts.keys)
      }
    }
    self.counts = counts.sorted()
    clusterings = try study.clusterings().sorted().compactMap(study.clustering)
    let clusterColumns = clusterings.map { "cluster:\($0.name)" }
    extra.subtract(clusterColumns)
    self.extra = isPseudonymous ? [] : extra.sorted()
    header =
      isPseudonymous
      ? ["post_id", "author", "time", "pictures"] + self.counts + clusterColumns
      : ["post_id", "text", "author", "time", "image", "part_of"] + self.counts + clusterColumns
        + self.extra
  }

  /// The cells of `post`, one for each column.
  func cells(of post: Post) -> [String] {
    let time = post.time?.formatted(.iso8601) ?? ""
    let amounts = counts.map { post.counts[$0].map { CodedValue.number($0).text } ?? "" }
    let clusters = clusterings.map { $0.places[post.id]?.cluster.map { String($0) } ?? "" }
    if let names {
      return [names(post.id), post.author.map { names($0) } ?? "", time, String(post.media.count)] + amounts
        + clusters
    }
    return [
      post.id, post.text, post.author ?? "", time,
      post.media.map { study.absolutePath(of: $0) }.joined(separator: "|"), post.partOf ?? "",
    ] + amounts + clusters + extra.map { post.columns[$0] ?? "" }
  }
}
