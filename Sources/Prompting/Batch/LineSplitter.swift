/// Cuts a stream of bytes into lines; a line longer than the limit is passed over.
struct LineSplitter {
  private let limit: Int
  private var rest: [UInt8] = []
  private var isPassing = false
  /// How many lines were passed over.
  private(set) var passed = 0

  init(limit: Int) { self.limit = limit }

  /// The lines that end within `piece`, without their ends.
  mutating func lines(adding piece: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
      take(piece[start..<end])
      if let line = finish() { lines.append(line) }
      start = end + 1
    }
    take(piece[start...])
    return lines
  }

  /// What follows the last end; nil for nothing.
  mutating func finish() -> [UInt8]? {
    defer {
      rest = []
      isPassing = false
    }
    if isPassing { passed += 1 }
    return isPassing || rest.isEmpty ? nil : rest
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    if isPassing || bytes.count > limit - rest.count {
      isPassing = true
      rest = []
    } else {
      rest += bytes
    }
  }
}
