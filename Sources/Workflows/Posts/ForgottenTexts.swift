import ContentCoding
import Storage

/// What texts of a post may have features under: every column by itself, and what a coder of the study joins.
struct ForgottenTexts {
  /// The SHA-256 of each text that no other post has, sorted.
  let sha256s: [String]

  /// The texts of the posts that are about to be forgotten: one, with its parts, or all of an author.
  init(of open: OpenStudy, post: String?, author: String?) throws {
    let joined = Set(open.configuration.coders.flatMap(\.parameters.readings))
    func isForgotten(_ candidate: Post) -> Bool {
      author.map { candidate.author == $0 } ?? (candidate.id == post || candidate.partOf == post)
    }
    var texts: Set<String> = []
    try open.study.forEachPage(in: .all) { posts in
      for candidate in posts where isForgotten(candidate) {
        texts.formUnion(Self.texts(of: candidate, joined))
      }
    }
    if !texts.isEmpty {
      try open.study.forEachPage(in: .all) { posts in
        for candidate in posts where !isForgotten(candidate) {
          texts.subtract(Self.texts(of: candidate, joined))
        }
      }
    }
    sha256s = texts.map { Fingerprint(ofBytes: Array($0.utf8)).hex }.sorted()
  }

  private static func texts(of post: Post, _ joined: Set<[PostPart]>) -> [String] {
    let single: [[PostPart]] = [[.caption], [.imported]] + post.columns.keys.map { [.column($0)] }
    return joined.union(single).compactMap { post.text(of: $0) }
  }
}
