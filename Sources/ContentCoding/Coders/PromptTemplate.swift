/// A researcher's own prompt: text with `{{names}}` in it that are replaced by parts of the codebook and of the post.
///
/// A name stands between two braces on each side, with or without spaces. What is put in is never looked at again, so a caption
/// that holds braces stays a caption.
public struct PromptTemplate: Hashable, Sendable {
  /// A piece of a template.
  public enum Piece: Hashable, Sendable {
    /// Text that stands as it is.
    case text(String)
    /// A name to be replaced.
    case name(String)
  }

  /// The pieces in order.
  public let pieces: [Piece]

  /// Takes `text` apart; two opening braces without closing ones on the same line are text.
  public init(_ text: String) {
    var pieces: [Piece] = []
    var plain = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      plain += rest[..<open.lowerBound]
      let inside = rest[open.upperBound...]
      let line = inside.prefix { !$0.isNewline }
      guard let close = line.firstRange(of: "}}") else {
        plain += rest[open]
        rest = inside
        continue
      }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(.name(Self.trimmed(line[..<close.lowerBound])))
      rest = inside[close.upperBound...]
    }
    plain += rest
    if !plain.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  /// The names in the template, each once, in order.
  public var names: [String] {
    var seen: Set<String> = []
    return pieces.compactMap { piece in
      if case .name(let name) = piece, seen.insert(name).inserted { name } else { nil }
    }
  }

  /// The names that a template may hold for a coder that uses `parts`: those of the codebook, then those of the post.
  public static func accepted(using parts: [PostPart]) -> [String] {
    codebookNames + parts.filter { $0 != .image }.map(\.text).filter { !codebookNames.contains($0) }
  }

  /// `codebook`: all variables with definitions; `variables`: by name alone; `schema`: the answer's JSON schema.
  public static let codebookNames = ["codebook", "variables", "schema"]

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
