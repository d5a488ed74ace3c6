import ContentCoding

/// The table in which a person judges pairs of posts, without a word of clusters.
public enum PairTable {
  /// The columns, of which `belong` is left to the person.
  public static let columns = [
    "pair", "belong", "first", "first_caption", "first_picture", "second", "second_caption", "second_picture",
  ]

  /// A post of a pair as the table shows it.
  public struct Cells: Sendable {
    /// The post's id.
    public var id: String
    /// Its text.
    public var caption: String
    /// The paths of its pictures.
    public var pictures: [String]

    /// Cells.
    public init(id: String, caption: String, pictures: [String]) {
      self.id = id
      self.caption = caption
      self.pictures = pictures
    }
  }

  /// The row of a pair.
  public static func row(number: Int, first: Cells, second: Cells) -> [String] {
    [String(number), ""]
      + [first, second].flatMap { [$0.id, $0.caption, $0.pictures.joined(separator: "|")] }
  }
}
