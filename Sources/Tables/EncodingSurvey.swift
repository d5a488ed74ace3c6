/// What a first pass over the bytes says about their encoding.
struct EncodingSurvey {
  var encoding: TextEncoding
  /// Bytes of a byte order mark at the front, to be skipped.
  var markLength = 0
  /// Whether places that are not UTF-8 are read as U+FFFD instead of being an error.
  var repairs = false
  var notices: [TableNotice] = []

  /// Looks at the first bytes of a stream for a byte order mark or the signature of another kind of file.
  init(front: [UInt8], options: TableOptions, file: String?) throws {
    func starts(_ prefix: UInt8...) -> Bool { front.starts(with: prefix) }
    if starts(0x50, 0x4B, 3, 4) { throw TableError(.notText("a zip file or an Excel workbook"), file: file) }
    if starts(0xD0, 0xCF, 0x11, 0xE0) { throw TableError(.notText("an old Excel workbook"), file: file) }
    if starts(0x1F, 0x8B) { throw TableError(.notText("a gzip file"), file: file) }
    if starts(0xFF, 0xFE, 0, 0) || starts(0, 0, 0xFE, 0xFF) {
      throw TableError(.encoding("UTF-32"), file: file)
    }
    if starts(0xEF, 0xBB, 0xBF) {
      (encoding, markLength) = (.utf8, 3)
    } else if starts(0xFF, 0xFE) {
      (encoding, markLength) = (.utf16LittleEndian, 2)
    } else if starts(0xFE, 0xFF) {
      (encoding, markLength) = (.utf16BigEndian, 2)
    } else {
      encoding = options.encoding ?? .utf8
    }
    if encoding != .utf8 { try convert(from: encoding, options, file) }
  }

  /// Reads a rewindable stream to its end to tell UTF-8, damaged UTF-8 and Windows-1252 apart.
  ///
  /// Text in Windows-1252 hardly ever forms a UTF-8 character by chance, so a text with more well-formed
  /// characters than faults is damaged UTF-8.
  mutating func settle(_ source: any ByteSource, options: TableOptions) throws {
    guard encoding == .utf8, source.isRewindable else { return }
    var validator = UTF8Validator()
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try source.fill($0) }
      if count == 0 { break }
      buffer.withUnsafeBufferPointer { validator.scan(UnsafeBufferPointer(rebasing: $0[..<count])) }
    }
    validator.finish()
    try source.rewind()
    guard let fault = validator.firstInvalid, validator.firstNUL == nil else { return }
    let line = try Self.line(at: fault, of: source)
    let isUTF8 = options.encoding == .utf8 || markLength > 0
    if isUTF8 || validator.multibyteCount > validator.invalidCount {
      if options.encodingPolicy == .refuse { throw TableError(.notUTF8, file: source.name, line: line) }
      repairs = true
      notices.append(.damagedUTF8(places: validator.invalidCount, firstLine: line))
    } else if validator.hasUnusedWindows1252 {
      throw TableError(.encoding("neither UTF-8 nor Windows-1252"), file: source.name, line: line)
    } else {
      encoding = .windows1252
      try convert(from: .windows1252, options, source.name, line: line)
    }
  }

  private mutating func convert(
    from encoding: TextEncoding, _ options: TableOptions, _ file: String?, line: Int? = nil
  ) throws {
    if options.encodingPolicy == .refuse && options.encoding != encoding {
      throw TableError(.encoding(encoding.rawValue), file: file, line: line)
    }
    notices.append(.converted(from: encoding))
  }

  /// The physical line of a byte, from 1; leaves the stream at its start.
  private static func line(at offset: Int, of source: any ByteSource) throws -> Int {
    var (line, left, previous) = (1, offset, UInt8(0))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while left > 0 {
      let count = min(left, try buffer.withUnsafeMutableBytes { try source.fill($0) })
      if count == 0 { break }
      for byte in buffer[..<count] {
        if byte == 13 || byte == 10 && previous != 13 { line += 1 }
        previous = byte
      }
      left -= count
    }
    try source.rewind()
    return line
  }
}
