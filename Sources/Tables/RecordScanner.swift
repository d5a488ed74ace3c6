/// The state machine of RFC 4180 over chunks of UTF-8: fields, quotes, doubled quotes, quoted line breaks, and
/// CRLF, LF or CR at the end of a line.
///
/// A quote opens a quoted field only as its first byte; elsewhere it is a plain character. What follows a closing
/// quote other than white space is kept and marks the row as `hasTextAfterQuote`.
struct RecordScanner {
  /// The unquoted bytes of the row's fields, one after the other, and where each field ends.
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []
  /// Whether each field began with a quote.
  private(set) var quoted: [Bool] = []
  private(set) var hasTextAfterQuote = false
  /// The physical line on which the row starts, and the one that the scanner has reached, from 1.
  private(set) var startLine = 1
  private(set) var line = 1

  private enum State { case fieldStart, plain, quoted, quoteInQuoted, afterQuote }
  private var state = State.fieldStart
  private var fieldStart = 0
  private var isFieldQuoted = false
  private var fieldLine = 1
  private var followsReturn = false
  private let delimiter: UInt8
  private let fieldLimit: Int
  private let rowLimit: Int
  private let columnLimit: Int

  init(delimiter: TableDelimiter, options: TableOptions) {
    self.delimiter = delimiter.rawValue
    fieldLimit = options.fieldLimit
    rowLimit = options.rowLimit
    columnLimit = options.columnLimit
  }

  /// Reads on from `position`; true when a row that is not blank is complete.
  mutating func scan(_ chunk: UnsafeBufferPointer<UInt8>, from position: inout Int) throws -> Bool {
    while position < chunk.count {
      let byte = chunk[position]
      if followsReturn && state != .quoted {
        followsReturn = false
        if byte == 10 {
          position += 1
          continue
        }
      }
      switch state {
      case .fieldStart where byte == 34:
        if ends.isEmpty && bytes.isEmpty { startLine = line }
        fieldLine = line
        isFieldQuoted = true
        state = .quoted
        position += 1
      case .fieldStart, .plain, .afterQuote:
        if state == .fieldStart {
          if ends.isEmpty { startLine = line }
          fieldLine = line
        }
        let end = endOfPlain(chunk, from: position)
        if end > position {
          if state == .fieldStart { state = .plain }
          if state == .afterQuote && chunk[position..<end].contains(where: { $0 != 32 && $0 != 9 }) {
            hasTextAfterQuote = true
          }
          try append(chunk, position..<end)
        }
        position = end
        if end < chunk.count {
          position += 1
          if try endField(at: chunk[end]) { return true }
        }
      case .quoted:
        let end = endOfQuoted(chunk, from: position)
        try append(chunk, position..<end)
        position = end
        if end < chunk.count {
          position += 1
          state = .quoteInQuoted
          followsReturn = false
        }
      case .quoteInQuoted:
        if byte == 34 {
          try append(chunk, position..<position + 1)
          position += 1
          state = .quoted
        } else {
          state = .afterQuote
        }
      }
    }
    return false
  }

  /// Ends the text; true when it ended within a row.
  mutating func finish() throws -> Bool {
    if state == .quoted { throw TableError(.unterminatedQuote, line: fieldLine) }
    if state == .fieldStart && ends.isEmpty { return false }
    try closeField()
    state = .fieldStart
    return true
  }

  /// Forgets the row, ready for the next.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    quoted.removeAll(keepingCapacity: true)
    hasTextAfterQuote = false
    fieldStart = 0
  }

  private func endOfPlain(_ chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < chunk.count {
      let byte = chunk[index]
      if byte == delimiter || byte == 10 || byte == 13 { break }
      index += 1
    }
    return index
  }

  private mutating func endOfQuoted(_ chunk: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < chunk.count {
      let byte = chunk[index]
      if byte == 34 { break }
      if byte <= 13 {
        if byte == 13 || byte == 10 && !followsReturn { line += 1 }
      }
      followsReturn = byte == 13
      index += 1
    }
    return index
  }

  private mutating func append(_ chunk: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws {
    if bytes.count - fieldStart + range.count > fieldLimit {
      throw TableError(.fieldTooLong(limit: fieldLimit), line: fieldLine)
    }
    if bytes.count + range.count > rowLimit {
      throw TableError(.rowTooLong(limit: rowLimit), line: startLine)
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: chunk[range]))
  }

  private mutating func closeField() throws {
    if ends.count >= columnLimit {
      throw TableError(.tooManyColumns(limit: columnLimit), line: startLine)
    }
    ends.append(bytes.count)
    quoted.append(isFieldQuoted)
    isFieldQuoted = false
    fieldStart = bytes.count
  }

  /// Ends a field at a delimiter or line break; true when the row is complete and not blank.
  private mutating func endField(at byte: UInt8) throws -> Bool {
    let isBlank = ends.isEmpty && state == .fieldStart
    state = .fieldStart
    if byte == delimiter {
      try closeField()
      return false
    }
    line += 1
    followsReturn = byte == 13
    if isBlank { return false }
    try closeField()
    return true
  }
}
