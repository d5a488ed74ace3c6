/// A part of a post that a coder looks at: an item of `uses` in `codeframe.yaml`.
public enum PostPart: Hashable, Sendable {
  /// The pictures.
  case image
  /// The post's text.
  case caption
  /// The account that published the post.
  case author
  /// The post itself, by its id: what was imported of it from another program.
  case imported
  /// A further column of the imported table.
  case column(String)
  /// What a coder says of the post: `{coder: NAME, variable: NAME}`.
  case coding(CodingReference)

  /// The written form: `image`, `caption`, `author`, `imported features`, the column's header, or `coder.variable`.
  public var text: String {
    switch self {
    case .image: "image"
    case .caption: "caption"
    case .author: "author"
    case .imported: "imported features"
    case .column(let name): name
    case .coding(let reference): reference.text
    }
  }

  /// The coding that the part is; nil for what a post has of itself.
  public var coding: CodingReference? { if case .coding(let reference) = self { reference } else { nil } }

  /// Reads the written form of a part that a post has of itself.
  public init(reading text: String) {
    switch text {
    case "image": self = .image
    case "caption": self = .caption
    case "author": self = .author
    case "imported features": self = .imported
    default: self = .column(text)
    }
  }
}

extension PostPart: Codable {
  /// Decodes the written form, or a coding as coder and variable.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let reference = try? container.decode(CodingReference.self) {
      self = .coding(reference)
    } else {
      self.init(reading: try container.decode(String.self))
    }
  }

  /// Encodes the written form, or a coding as coder and variable.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let coding { try container.encode(coding) } else { try container.encode(text) }
  }
}

extension Post {
  /// The text of `part` as it was imported or coded; nil where it is blank, and for ``PostPart/image``.
  ///
  /// ``PostPart/author`` is the post's author, or else the column of that name.
  public func text(of part: PostPart) -> String? {
    let text =
      switch part {
      case .image: ""
      case .caption: self.text
      case .author: author ?? columns["author"] ?? ""
      case .imported: id
      case .column(let name): columns[name] ?? ""
      case .coding(let reference): codings[reference] ?? ""
      }
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }

  /// The text of the post's `parts`; nil where all of them are blank.
  ///
  /// One part stands as it is; of several, each that is not blank is a line `NAME: TEXT`, in the order of `parts`.
  public func text(of parts: [PostPart]) -> String? {
    let found = parts.compactMap { part in text(of: part).map { (name: part.text, text: $0) } }
    guard !found.isEmpty else { return nil }
    guard parts.filter({ $0 != .image }).count > 1 else { return found[0].text }
    return found.map { "\($0.name): \($0.text)" }.joined(separator: "\n")
  }
}
