import ContentCoding

/// Gives posts the descriptions that a prompted coder wrote of them, as a column.
public struct PostDescriptions: Sendable {
  private let coder: String
  private let variables: [String]
  private let codings: any CodingSource

  /// The descriptions in the details of what `coder` answered to `variables`; the first that is there counts.
  public init(by coder: String, answering variables: [String], in codings: any CodingSource) {
    self.coder = coder
    self.variables = variables
    self.codings = codings
  }

  /// `posts` with their descriptions under ``ClusterParameters/descriptionColumn``; without one the column is blank.
  public func describing(_ posts: [Post]) async throws -> [Post] {
    let table = try await codings.codings(of: [coder], for: posts)
    return posts.map { post in
      var post = post
      post.columns[ClusterParameters.descriptionColumn] =
        variables.lazy.compactMap { table[coder, post.id, $0]?.answer.details["description"] }.first ?? ""
      return post
    }
  }
}
