import ArgumentParser
import ContentCoding
import Storage

/// The options by which a command speaks of some posts alone.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only posts for which this holds, such as author=anna, 'likes>100', 'time>=2024-05'; all of several must.",
      valueName: "condition"))
  var `where`: [String] = []

  func validate() throws {
    for text in `where` where PostFilter(text) == nil {
      throw ValidationError(
        "--where takes a field, one of \(PostFilter.Comparison.allCases.map(\.rawValue).joined(separator: " ")), and a value, such as 'likes>100'; not \"\(text.prefix(200))\""
      )
    }
  }

  /// Whether any condition was given.
  var isUsed: Bool { !`where`.isEmpty }

  /// The ids of the posts of `selection` that fulfil all conditions; nil where none was given.
  ///
  /// - Throws: `UserError` for a field that no post has.
  func ids(in selection: PostSelection = .all, of open: OpenStudy) throws -> [String]? {
    guard isUsed else { return nil }
    let filters = try `where`.compactMap(PostFilter.init).map { try resolved($0, in: open.study) }
    var ids: [String] = []
    try open.study.forEachPage(in: selection) { posts in
      try Task.checkCancellation()
      for post in posts where filters.allSatisfy({ $0.holds(for: post) }) { ids.append(post.id) }
    }
    return ids
  }

  /// `selection` narrowed by the conditions.
  func narrowed(_ selection: PostSelection, of open: OpenStudy) throws -> PostSelection {
    try ids(in: selection, of: open).map { .ids($0) } ?? selection
  }

  private func resolved(_ filter: PostFilter, in study: Study) throws -> PostFilter {
    if PostFilter.fields.contains(filter.field) { return filter }
    let known = try study.columns() + study.counts()
    if known.contains(filter.field) { return filter }
    if let role = try study.columnRoles()[filter.field], PostFilter.fields.contains(role) {
      return PostFilter("\(role)\(filter.comparison.rawValue)\(filter.value)") ?? filter
    }
    throw UserError(
      "no post has a field \(filter.field); there are \((PostFilter.fields + known).joined(separator: ", "))")
  }
}
