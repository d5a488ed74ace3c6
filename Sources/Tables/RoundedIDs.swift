import Foundation

/// Notices ids that a spreadsheet has rounded to 15 digits, which makes different posts share an id.
///
/// Show it every id of a table, then ask for `finding`. Two signs count:
///
/// - an id in the form `2.63855E+18` (or with a decimal comma), one is enough;
/// - at least 3 ids of 18 to 20 digits, 95 of 100 of which end in `000`. Of ids left alone, 1 in 1000 does.
///
/// Ids that went through floating point elsewhere and end in other digits cannot be told from true ones.
public struct RoundedIDs: Sendable {
  private var scientific = 0
  private var firstScientific: (id: String, line: Int)?
  private var long = 0
  private var ending = 0
  private var firstEnding: (id: String, line: Int)?

  /// Starts with no ids.
  public init() {}

  /// Looks at one id.
  public mutating func observe(_ id: String, line: Int) {
    var id = id
    id.withUTF8 { bytes in
      guard bytes.count >= 5, bytes.count <= 40 else { return }
      if Self.isScientific(bytes) {
        scientific += 1
        if firstScientific == nil { firstScientific = (String(decoding: bytes, as: UTF8.self), line) }
      } else if (18...20).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }) {
        long += 1
        if bytes.suffix(3).allSatisfy({ $0 == 0x30 }) {
          ending += 1
          if firstEnding == nil { firstEnding = (String(decoding: bytes, as: UTF8.self), line) }
        }
      }
    }
  }

  /// What the ids have shown so far; `nil` if they look untouched.
  public var finding: Finding? {
    if let first = firstScientific {
      return Finding(example: first.id, line: first.line, count: scientific)
    }
    guard let first = firstEnding, long >= 3, ending >= 3, ending * 100 >= long * 95 else { return nil }
    return Finding(example: first.id, line: first.line, count: ending)
  }

  /// Ids that were rounded: the table is to be refused with this as the error.
  public struct Finding: Error, Equatable, Sendable, CustomStringConvertible, LocalizedError {
    /// The first such id and its line.
    public let example: String
    /// The physical line of the example, from 1.
    public let line: Int
    /// How many ids look rounded.
    public let count: Int

    /// What happened and what to do.
    public var description: String {
      "line \(line): the id \(example) was rounded by a spreadsheet, which keeps 15 digits (\(count) such ids); the "
        + "true digits are gone from this file. Take the file as it was before it was opened in a spreadsheet, or "
        + "import its id column as text there and save it again"
    }

    /// The same as `description`.
    public var errorDescription: String? { description }
  }

  /// Digits, perhaps with decimals, then `E+` and digits.
  private static func isScientific(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let place = bytes.firstIndex(where: { $0 | 0x20 == 0x65 }), place + 2 < bytes.count,
      bytes[place + 1] == 0x2B, bytes[(place + 2)...].allSatisfy(isDigit), isDigit(bytes[0])
    else { return false }
    let mantissa = bytes[1..<place]
    if mantissa.isEmpty { return true }
    return (mantissa.first == 0x2E || mantissa.first == 0x2C) && mantissa.count > 1
      && mantissa.dropFirst().allSatisfy(isDigit)
  }
}
