import ContentCoding
import Storage

/// Which posts a person means: those of a sample, those for which conditions hold, named ones, or some drawn of these.
package struct PostChoice: Sendable {
  /// The sample that the posts are of; nil for all of the study.
  package var sample: String?
  /// Conditions, all of which hold for a post that is meant.
  package var filters: [PostFilter] = []
  /// The posts by their ids; empty for all.
  package var ids: [String] = []
  /// So many are drawn at random with the study's seed; nil for all.
  package var limit: Int?

  /// The posts of `sample` that fulfil `filters`, or those called `ids`, and of these at most `limit`.
  package init(
    sample: String? = nil, filters: [PostFilter] = [], ids: [String] = [], limit: Int? = nil
  ) {
    self.sample = sample
    self.filters = filters
    self.ids = ids
    self.limit = limit
  }

  /// The posts of `open` that are meant.
  ///
  /// - Parameters:
  ///   - open: The study.
  ///   - allowsNone: Whether conditions that hold for no post are no mistake, as in an export.
  /// - Returns: The posts.
  /// - Throws: ``UserError`` for a sample, a field or a post that the study does not have.
  package func selection(in open: OpenStudy, allowsNone: Bool = false) throws -> PostSelection {
    var selection = try sample.map { try open.existingSample($0) } ?? .all
    let found =
      try allowsNone
      ? open.posts(fulfilling: filters, in: selection) : open.somePosts(fulfilling: filters, in: selection)
    if let found { selection = .ids(found) }
    if !ids.isEmpty { selection = .ids(try open.existingPosts(ids)) }
    if let limit { selection = .ids(try PostDraw.draw(limit, from: selection, in: open)) }
    return selection
  }
}

extension OpenStudy {
  /// The ids of the posts of `selection` that fulfil all `filters`; nil where there are none.
  ///
  /// - Throws: ``UserError`` for a field that no post has.
  package func posts(
    fulfilling filters: [PostFilter], in selection: PostSelection = .all
  ) throws -> [String]? {
    guard !filters.isEmpty else { return nil }
    let filters = try filters.map(resolved)
    var ids: [String] = []
    try study.forEachPage(in: selection) { posts in
      try Task.checkCancellation()
      for post in posts where filters.allSatisfy({ $0.holds(for: post) }) { ids.append(post.id) }
    }
    return ids
  }

  /// The ids of the posts of `selection` that fulfil all `filters`, at least one; nil where there are no filters.
  ///
  /// - Throws: ``UserError`` for a field that no post has, and where no post fulfils all.
  package func somePosts(
    fulfilling filters: [PostFilter], in selection: PostSelection = .all
  ) throws -> [String]? {
    let found = try posts(fulfilling: filters, in: selection)
    if let found, found.isEmpty {
      throw UserError("no post fulfils \(filters.map(\.text).joined(separator: " and "))")
    }
    return found
  }

  private func resolved(_ filter: PostFilter) throws -> PostFilter {
    let counts = try study.counts()
    if let problem = filter.problem(counts: counts) { throw UserError(problem) }
    if PostFilter.fields.contains(filter.field) { return filter }
    let known = try study.columns() + counts
    if known.contains(filter.field) { return filter }
    if let role = try study.columnRoles()[filter.field], PostFilter.fields.contains(role) {
      return try resolved(PostFilter("\(role)\(filter.comparison.rawValue)\(filter.value)") ?? filter)
    }
    throw UserError(
      "no post has a field \(filter.field); there are \((PostFilter.fields + known).joined(separator: ", "))")
  }
}
