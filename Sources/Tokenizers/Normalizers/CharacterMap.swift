import Foundation

/// sentencepiece's compiled rules of normalisation: strings and what to write for them.
///
/// The file holds the size of a double-array trie in bytes, the trie (32-bit little-endian units as the library Darts-clone
/// lays them out), and the replacements, each ended by a zero byte. Each grapheme of fewer than 6 bytes that begins with a known
/// string is replaced as a whole by what stands for the shortest such string, as the reference library does it; in other graphemes
/// each character is looked up alone.
struct CharacterMap: Normalizer {
  private let units: [UInt32]
  private let replacements: [UInt8]
  let growth: Int
  /// Whether an ASCII character alone is replaced.
  private let changesASCII: [Bool]

  init(_ part: JSONPlace) throws {
    guard let data = Data(base64Encoded: try part.string()), data.count >= 4 else {
      throw TokenizerError.malformed(part.path, "is not a compiled map in base64")
    }
    let bytes = [UInt8](data)
    func unit(_ place: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
    }
    let size = Int(unit(0))
    guard size % 4 == 0, size >= 4, size <= bytes.count - 4 else {
      throw TokenizerError.malformed(part.path, "is cut off: its tree has \(size) bytes")
    }
    units = stride(from: 4, to: 4 + size, by: 4).map(unit)
    replacements = Array(bytes[(4 + size)...])
    guard String(validating: replacements, as: UTF8.self) != nil else {
      throw TokenizerError.malformed(part.path, "has replacements that are not UTF-8")
    }
    growth = max(1, replacements.split(separator: 0).map(\.count).max() ?? 1)
    let (units, count) = (units, replacements.count)
    changesASCII = (0..<128).map { byte in
      [UInt8(byte)].withUnsafeBufferPointer { Self.first(in: $0, 0, 1, units, count) != nil }
    }
  }

  func apply(to text: inout WorkingText) {
    let needed = text.bytes.withUnsafeBufferPointer { source in
      source.contains { $0 >= 0x80 || $0 == 0x0D || changesASCII[Int($0)] }
    }
    if !needed { return }
    let string = String(decoding: text.bytes, as: UTF8.self)
    var dropsFirst = false
    text.rewrite { source, output in
      var place = 0
      while place < source.count {
        let end = Self.graphemeEnd(in: source, at: place, of: string)
        if !(end - place < 6 && replace(source, place, end, &output)) {
          var start = place
          while start < end {
            let count = min(scalar(in: source, at: start).count, end - start)
            if !replace(source, start, start + count, &output) { output.append(source, start, start + count) }
            start += count
          }
        }
        place = end
        if output.isEmpty { dropsFirst = true }
      }
    }
    if dropsFirst { text.beginsInput = false }
  }

  /// The end of the grapheme that begins at a place.
  ///
  /// An ASCII character before another one stands alone, save CR before LF.
  @inline(__always) private static func graphemeEnd(in source: Bytes, at place: Int, of string: String) -> Int
  {
    if source[place] < 0x80, place + 1 == source.count || source[place + 1] < 0x80 && source[place] != 0x0D {
      return place + 1
    }
    let begin = string.utf8.index(string.startIndex, offsetBy: place)
    return string.utf8.distance(from: string.startIndex, to: string.index(after: begin))
  }

  /// Writes what stands for a part of the text, if anything does.
  @inline(__always) private func replace(
    _ source: Bytes, _ start: Int, _ end: Int, _ output: inout [UInt8]
  ) -> Bool {
    if end == start + 1, source[start] < 0x80, !changesASCII[Int(source[start])] { return false }
    guard var place = Self.first(in: source, start, end, units, replacements.count) else { return false }
    while place < replacements.count, replacements[place] != 0 {
      output.append(replacements[place])
      place += 1
    }
    return true
  }

  /// Where the replacement of the shortest known string stands that the part of the text begins with.
  private static func first(in source: Bytes, _ start: Int, _ end: Int, _ units: [UInt32], _ limit: Int)
    -> Int?
  {
    func offset(_ unit: UInt32) -> Int { Int(unit >> 10) << Int((unit & 1 << 9) >> 6) }
    var node = offset(units[0])
    for place in start..<end {
      let byte = source[place]
      node ^= Int(byte)
      guard byte != 0, node < units.count else { return nil }
      let unit = units[node]
      guard unit & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
      node ^= offset(unit)
      if unit >> 8 & 1 == 1 {
        guard node < units.count else { return nil }
        let value = Int(units[node] & (1 << 31 - 1))
        return value < limit ? value : nil
      }
    }
    return nil
  }
}
