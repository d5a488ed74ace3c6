/// A field of a post that an import can change.
public enum PostField: Hashable, Sendable {
  case text, author, time, media, partOf
  case column(String)
  case count(String)

  /// What the field is called in summaries; a column or a count by its own name.
  public var name: String {
    switch self {
    case .text: "text"
    case .author: "author"
    case .time: "time"
    case .media: "pictures"
    case .partOf: "part_of"
    case .column(let name), .count(let name): name
    }
  }
}
