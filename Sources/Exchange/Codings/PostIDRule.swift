import ContentCoding
import Foundation

/// What an id must be, so that it survives every table, page and file name.
enum PostIDRule {
  static let lengthLimit = 1_000

  /// The id without spaces around it, in the one spelling (NFC) in which ids are stored, or what is wrong with it.
  static func check(_ text: String) -> Result<String, Fault> {
    let id = text.trimmed
    if id.isEmpty { return .failure(Fault("the id is empty; give every post an id")) }
    if id.count > lengthLimit {
      return .failure(Fault("the id has \(id.count) characters, more than \(lengthLimit): \(quoted(id))"))
    }
    if let bad = id.unicodeScalars.first(where: \.isControl) {
      let code = String(bad.value, radix: 16, uppercase: true)
      return .failure(Fault("the id \(quoted(id)) has the control character U+\(code); remove it"))
    }
    return .success(id.precomposed)
  }

  struct Fault: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }
}

/// Notices keys that occur again, by their 64-bit hashes.
///
/// A key takes some 30 bytes. Among 10 million keys two share a hash by chance with a probability of 3 in a million.
struct SeenKeys {
  private var lines: [UInt64: Int32] = [:]

  /// The line where the key was seen before; nil where it is new.
  mutating func firstLine(of key: [String], on line: Int) -> Int? {
    var hasher = Hasher()
    hasher.combine(key)
    let hash = UInt64(truncatingIfNeeded: hasher.finalize())
    if let known = lines[hash] { return Int(known) }
    lines[hash] = Int32(clamping: line)
    return nil
  }
}
