import Foundation

/// One line of JSON Lines, not yet parsed.
public struct JSONLine: Sendable {
  /// The number of the line, from 1.
  public let line: Int
  /// The path of the file, where there is one.
  public let file: String?
  /// The line without its end.
  public let bytes: Data

  /// A line of `file`.
  public init(line: Int, file: String?, bytes: Data) {
    self.line = line
    self.file = file
    self.bytes = bytes
  }

  /// The deepest nesting that is parsed.
  ///
  /// The parsers of Foundation call themselves at each level, so depth must be bounded before they see
  /// hostile text.
  public static let depthLimit = 64

  /// The line as a dictionary, as `JSONSerialization` makes it.
  ///
  /// - Throws: `TableError` of kind `notJSON` or `tooDeep`, with the line.
  public func object() throws -> [String: Any] {
    try checkDepth()
    do {
      guard let object = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] else {
        throw TableError(.notJSON("the line is not in braces"), file: file, line: line)
      }
      return object
    } catch let error as TableError {
      throw error
    } catch {
      throw notJSON(error)
    }
  }

  /// The line with what Python and JavaScript write in the place of JSON put right.
  package var repaired: JSONLine { JSONLine(line: line, file: file, bytes: JSONRepair.repaired(bytes)) }

  /// The line as a value of a type.
  ///
  /// - Throws: `TableError` of kind `notJSON` or `tooDeep`, with the line.
  public func decoded<Value: Decodable>(as type: Value.Type, by decoder: JSONDecoder = JSONDecoder()) throws
    -> Value
  {
    try checkDepth()
    do { return try decoder.decode(type, from: bytes) } catch { throw notJSON(error) }
  }

  /// A NUL would let the parser take the line for UTF-16, whose brackets and quotes `depth` would miscount.
  private func checkDepth() throws {
    if bytes.withUnsafeBytes(JSONRepair.hasNUL) {
      throw TableError(
        .notJSON("it has the escape \\u0000, a NUL character, which no text has"), file: file, line: line)
    }
    let (hasNUL, depth) = bytes.withUnsafeBytes { ($0.contains(0), Self.depth(of: $0)) }
    if hasNUL { throw TableError(.notJSON("it has a NUL byte"), file: file, line: line) }
    if depth > Self.depthLimit {
      throw TableError(.tooDeep(limit: Self.depthLimit), file: file, line: line)
    }
  }

  private func notJSON(_ error: any Error) -> TableError {
    let reason: String
    if case .dataCorrupted(let context)? = error as? DecodingError {
      reason = context.debugDescription
    } else if let known = (error as NSError).userInfo["NSDebugDescription"] as? String {
      reason = known
    } else {
      reason = String(describing: error)
    }
    return TableError(.notJSON(reason), file: file, line: line)
  }

  /// The deepest nesting of brackets and braces outside strings, in one pass and without recursion.
  ///
  /// Never less than what a parser would reach, whatever the text: closing brackets without an opening one count as
  /// nothing.
  public static func depth(of bytes: some Sequence<UInt8>) -> Int {
    var (depth, deepest) = (0, 0)
    var (isInString, isEscaped) = (false, false)
    for byte in bytes {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x5B, 0x7B:
        depth += 1
        deepest = max(deepest, depth)
      case 0x5D, 0x7D: depth = max(0, depth - 1)
      default: break
      }
    }
    return deepest
  }
}
