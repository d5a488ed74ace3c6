import ContentCoding

/// What is looked for in the bytes of a file before a YAML parser sees them: characters that no YAML may hold, aliases,
/// whose expansion grows exponentially, and nests of `?` keys, whose cost grows with the square.
struct StudyFileHazards {
  private(set) var controls: [(line: Int, code: Int)] = []
  private(set) var anchors: [String: Int] = [:]
  private(set) var aliases: [(name: String, line: Int)] = []
  private(set) var explicitKeys = 0

  private static let keyLimit = 100

  init(_ text: String) {
    var text = text
    text.withUTF8 { scan($0) }
  }

  func report(to log: ProblemLog) {
    for control in controls {
      log.add(
        line: control.line,
        "the control character U+\(String(control.code, radix: 16, uppercase: true)); remove it")
    }
    for alias in aliases where anchors[alias.name] != nil {
      log.add(
        line: alias.line,
        "the alias *\(alias.name): this file does not use aliases; write the text out, or quote it if it is text"
      )
    }
    if explicitKeys > Self.keyLimit {
      log.add(line: 0, column: 0, "the file has too many `?` keys; write keys as `name: value`")
    }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var asksKey = false
    for (place, byte) in bytes.enumerated() {
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      switch byte {
      case 10: line += 1
      case 13: line += next == 10 ? 0 : 1
      case 9: break
      case ..<32, 127: note(Int(byte), on: line)
      case 0xC2 where (0x80...0x9F).contains(next) && next != 0x85: note(Int(next), on: line)
      case 0xC2 where next == 0x85: line += 1
      case 0x26, 0x2A:
        if place > 0, Self.isWordByte(bytes[place - 1]) { break }
        let end = bytes[(place + 1)...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
        if end == place + 1 { break }
        let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
        if byte == 0x26 { anchors[name] = anchors[name] ?? line } else { aliases.append((name, line)) }
      default: break
      }
      if byte == 0x3F {
        if asksKey { explicitKeys += 1 }
        asksKey = true
      } else if asksKey, ![9, 10, 13, 32].contains(byte) {
        asksKey = false
        if "[{-!#&".utf8.contains(byte) { explicitKeys += 1 }
      }
    }
  }

  private mutating func note(_ code: Int, on line: Int) {
    if controls.last?.line != line { controls.append((line, code)) }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
