import ContentCoding
import Foundation

extension ColumnRoles {
  /// One line a role, such as `id <- "ID"`, then what else could have been meant, then the extra columns.
  public func describe() -> [String] {
    var lines: [String] = []
    for role in ColumnRole.allCases {
      let columns = places(of: role)
      if columns.isEmpty {
        if role == .id { lines.append("id <- no column of a usual name; name it with --id COLUMN") }
        continue
      }
      lines.append("\(role.rawValue) <- \(quoted(columns))")
      let spare = fallbacks(of: role)
      if !spare.isEmpty { lines.append("\(role.rawValue), where that is empty <- \(quoted(spare))") }
      let alternatives = alternatives(to: role)
      if !alternatives.isEmpty {
        lines.append(
          "\(role.rawValue) could also be \(quoted(alternatives)); name the right one with --\(role.rawValue) COLUMN"
        )
      }
    }
    if !extras.isEmpty { lines.append("kept as extra columns: \(quoted(extras))") }
    return lines
  }

  /// The count in a column of a row, with 4CAT's hidden likes and partial items as missing; see
  /// `CountCell.qualified`.
  public func count(in row: TableRow, at place: Int) -> CountCell {
    let cell = CountCell(row[place] ?? "")
    guard cell == .count(0), speaksOfLikes.indices.contains(place) else { return cell }
    return cell.qualified(
      isLikes: speaksOfLikes[place],
      likesHidden: self.place(of: .likesHidden).flatMap { row[$0] },
      partialItem: self.place(of: .partialItem).flatMap { row[$0] })
  }

  private func quoted(_ places: [Int]) -> String {
    places.map { "\"\(header.names[$0])\"" }.joined(separator: ", ")
  }
}

extension ColumnChoiceError: CustomStringConvertible, LocalizedError {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknown(let name, let role, let known):
      "--\(role.rawValue) names the column \"\(name)\", which the table does not have exactly once; it has: "
        + known.prefix(50).joined(separator: ", ") + (known.count > 50 ? ", ..." : "")
    case .repeated(let name, let roles):
      "the column \"\(name)\" is named twice, for \(roles.map(\.rawValue).joined(separator: " and ")); name it once"
    case .tooMany(let role): "more than one column is named for \(role.rawValue); name one"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
