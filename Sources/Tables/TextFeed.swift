/// Turns the chunks of a byte source into chunks of UTF-8.
///
/// A fault (NUL, bytes that are not UTF-8) is thrown only after the text before it was handed out, so what a
/// reader delivers does not depend on the size of the chunks.
struct TextFeed {
  private(set) var text: [UInt8] = []
  let encoding: TextEncoding
  let notices: [TableNotice]

  private let source: any ByteSource
  private let repairs: Bool
  private let chunkSize: Int
  private var raw: [UInt8]
  private var held: [UInt8]
  private var fault: TableError.Kind?
  private var isAtEnd = false
  private var validator = UTF8Validator()
  private var utf16 = UTF16Transcoder()

  init(_ source: any ByteSource, options: TableOptions) throws {
    self.source = source
    chunkSize = max(1, options.chunkSize)
    raw = [UInt8](repeating: 0, count: max(4, chunkSize))
    let front = try Self.bytes(4, of: source)
    var survey = try EncodingSurvey(front: front, options: options, file: source.name)
    if source.isRewindable {
      try source.rewind()
      try survey.settle(source, options: options)
      held = []
      _ = try Self.bytes(survey.markLength, of: source)
    } else {
      held = Array(front.dropFirst(survey.markLength))
    }
    encoding = survey.encoding
    repairs = survey.repairs
    notices = survey.notices
  }

  private static func bytes(_ count: Int, of source: any ByteSource) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let step = try bytes.withUnsafeMutableBytes { try source.fill(.init(rebasing: $0[filled...])) }
      if step == 0 { break }
      filled += step
    }
    return Array(bytes[..<filled])
  }

  /// Replaces `text` by the next chunk, or appends to it; false at the end.
  mutating func refill(appending: Bool = false) throws -> Bool {
    if !appending { text.removeAll(keepingCapacity: true) }
    let before = text.count
    while text.count == before {
      if let fault { throw TableError(fault) }
      if isAtEnd { return false }
      var count = held.count
      if count > 0 {
        raw.replaceSubrange(..<count, with: held)
        held = []
      } else {
        count = try raw.withUnsafeMutableBytes { try source.fill(.init(rebasing: $0[..<chunkSize])) }
      }
      if count == 0 { finish() } else { take(count) }
    }
    return true
  }

  private mutating func take(_ count: Int) {
    switch encoding {
    case .utf8:
      let start = validator.offset
      raw.withUnsafeBufferPointer { validator.scan(.init(rebasing: $0[..<count])) }
      var usable = count
      if let place = validator.firstInvalid, !repairs {
        (usable, fault) = (max(0, place - start), .notUTF8)
      }
      if let place = validator.firstNUL, place - start < usable {
        (usable, fault) = (place - start, .nul)
      }
      text += raw[..<usable]
    case .windows1252:
      for byte in raw[..<count] {
        if byte == 0 {
          fault = .nul
          return
        }
        let high = Int(byte) - 0x80
        let known = (0..<32).contains(high) ? TextEncoding.windows1252High[high] : UInt32(byte)
        UTF16Transcoder.append(known, to: &text)
      }
    case .utf16LittleEndian, .utf16BigEndian:
      let isBig = encoding == .utf16BigEndian
      for byte in raw[..<count] where !utf16.take(byte, isBigEndian: isBig, to: &text) {
        fault = .nul
        return
      }
    }
  }

  private mutating func finish() {
    isAtEnd = true
    switch encoding {
    case .utf8:
      validator.finish()
      if validator.firstInvalid != nil && !repairs { fault = .notUTF8 }
    case .windows1252: break
    case .utf16LittleEndian, .utf16BigEndian: utf16.finish(&text)
    }
  }
}
