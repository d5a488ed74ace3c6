/// Reads `truncation` and `padding` of a file.
enum Limits {
  static func truncation(_ part: JSONPlace) throws -> Truncation {
    let strategy = try part["strategy"]?.string() ?? "LongestFirst"
    guard let known = Truncation.Strategy(rawValue: strategy) else {
      throw TokenizerError.unsupported("truncation strategy \(strategy)")
    }
    return Truncation(
      maximumLength: try part.required("max_length").natural(), strategy: known,
      stride: try part["stride"]?.natural() ?? 0, direction: try direction(part))
  }

  static func padding(_ part: JSONPlace) throws -> Padding {
    var padding = Padding(
      direction: try direction(part), id: try part["pad_id"]?.natural() ?? 0,
      typeID: try part["pad_type_id"]?.natural() ?? 0, token: try part["pad_token"]?.string() ?? "[PAD]",
      multipleOf: try part["pad_to_multiple_of"]?.natural() ?? 0)
    let strategy = try part.required("strategy")
    if let length = strategy["Fixed"] {
      padding.length = .fixed(try length.natural())
    } else if case .string("BatchLongest") = strategy.value {
      padding.length = .longest
    } else {
      throw TokenizerError.unsupported("padding strategy other than Fixed and BatchLongest")
    }
    guard padding.target(longest: 1) <= Padding.lengthLimit else {
      throw TokenizerError.malformed(part.path, "asks for more than \(Padding.lengthLimit) tokens")
    }
    return padding
  }

  private static func direction(_ part: JSONPlace) throws -> Truncation.Direction {
    let direction = try part["direction"]?.string() ?? "Right"
    guard let known = Truncation.Direction(rawValue: direction) else {
      throw TokenizerError.unsupported("direction \(direction)")
    }
    return known
  }
}
