import ContentCoding
import Storage

extension Study {
  /// The current codings of `posts` by post, of these coders and variables; nil for all.
  func codings(
    of posts: [Post], coders: [String]? = nil, variables: [String]? = nil
  ) throws -> [String: [CodingRecord]] {
    var codings: [String: [CodingRecord]] = [:]
    try forEachCodedPost(coders: coders, variables: variables, in: .ids(posts.map(\.id))) { post, records in
      codings[post.id] = records
    }
    return codings
  }

  /// What `coder` answered to each variable of each of `posts`.
  func values(of posts: [Post], by coder: String, variables: [String]? = nil) throws -> [String: [String:
    CodedValue]]
  {
    try codings(of: posts, coders: [coder], variables: variables).mapValues { records in
      Dictionary(
        records.compactMap { record in record.coding.answer.value.map { (record.coding.variable, $0) } },
        uniquingKeysWith: { _, last in last })
    }
  }
}
