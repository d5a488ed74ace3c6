import ContentCoding
import Storage

/// What posts are grouped by: their authors, or one of their further columns.
package enum GroupColumn: Hashable, Sendable {
  case author
  case column(String)

  /// The value of a post; nil where it has none.
  func value(of post: Post) -> String? {
    switch self {
    case .author: post.author
    case .column(let name): post.columns[name].flatMap { $0.isEmpty ? nil : $0 }
    }
  }
}

extension OpenStudy {
  /// What `name` stands for: `author`, `account`, a further column, or what a table called its column of authors.
  ///
  /// - Throws: ``UserError`` with the columns that there are.
  func groupColumn(named name: String) throws -> GroupColumn {
    if ["author", "account"].contains(name.lowercased()) { return .author }
    let columns = try study.columns()
    if columns.contains(name) { return .column(name) }
    let roles = try study.columnRoles()
    func alike(_ names: some Sequence<String>) -> [String] {
      names.filter {
        $0.lowercased().filter(\.isLetterOrNumber) == name.lowercased().filter(\.isLetterOrNumber)
      }
    }
    if let written = roles[name] ?? alike(roles.keys).first.flatMap({ roles[$0] }), written == "author" {
      return .author
    }
    let near = alike(columns)
    if near.count == 1 { return .column(near[0]) }
    throw UserError(
      "no post has a column \(name) to group by; there are "
        + (["author"] + columns).joined(separator: ", "))
  }
}

extension Character {
  fileprivate var isLetterOrNumber: Bool { isLetter || isNumber }
}
