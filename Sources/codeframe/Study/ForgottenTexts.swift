import ContentCoding
import Storage

/// What texts of a post may have features under: every column by itself, and what a coder of the study joins.
struct ForgottenTexts {
  /// The SHA-256 of each text, sorted.
  let sha256s: [String]

  /// The texts of the posts that are about to be forgotten: one, with its parts, or all of an author.
  init(of open: OpenStudy, post: String?, author: String?) throws {
    let joined = Set(open.configuration.coders.flatMap(\.parameters.readings))
    var hashes: Set<String> = []
    try open.study.forEachPage(in: .all) { posts in
      for candidate in posts
      where author.map({ candidate.author == $0 }) ?? (candidate.id == post || candidate.partOf == post) {
        let single: [[PostPart]] = [[.caption]] + candidate.columns.keys.map { [.column($0)] }
        for parts in joined.union(single) {
          if let text = candidate.text(of: parts) {
            hashes.insert(Fingerprint(ofBytes: Array(text.utf8)).hex)
          }
        }
      }
    }
    sha256s = hashes.sorted()
  }
}
