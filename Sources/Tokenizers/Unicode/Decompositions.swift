import Foundation

/// What characters decompose into and compose to, and their combining classes.
///
/// Source: The Unicode Standard, section 3.11 (normalisation forms) and 3.12 (Hangul syllables), with the tables of the
/// reference library (`DecompositionData`).
struct Decompositions: Sendable {
  /// The tables, read at first use.
  static let shared = Decompositions()

  private struct Record {
    var canonical: UInt16 = 0
    var compatible: UInt16 = 0
    var combiningClass: UInt8 = 0
  }

  private var pages = [UInt8](repeating: 0, count: 0x1100)
  private var records = [Record](repeating: Record(), count: 256)
  private var starts: [Int] = [0]
  private var scalars: [UInt32] = []
  private var composites: [UInt64: UInt32] = [:]

  private init() {
    readDecompositions()
    readCombiningClasses()
  }

  private mutating func edit(_ value: UInt32, _ change: (inout Record) -> Void) {
    let page = Int(value >> 8)
    if pages[page] == 0 {
      pages[page] = UInt8(records.count / 256)
      records.append(contentsOf: [Record](repeating: Record(), count: 256))
    }
    change(&records[Int(pages[page]) * 256 + Int(value & 0xFF)])
  }

  @inline(__always) private func record(_ value: UInt32) -> Record {
    records[Int(pages[Int(value >> 8)]) * 256 + Int(value & 0xFF)]
  }

  private mutating func readDecompositions() {
    var reader = NumberReader(base64: DecompositionData.decompositions)
    var value: UInt32 = 0
    var composed: [(whole: UInt32, parts: [UInt32])] = []
    while let step = reader.number() {
      value += step
      let head = reader.byte()
      let parts = (0..<(head & 0x3F)).map { _ in reader.number() ?? 0 }
      let index = UInt16(starts.count)
      scalars += parts
      starts.append(scalars.count)
      if head & 0x40 != 0 {
        edit(value) { $0.compatible = index }
      } else {
        edit(value) { $0.canonical = index }
        if head & 0x80 == 0, parts.count > 1 { composed.append((value, parts)) }
      }
    }
    // A composite is put together from the left: of three parts, the first two must be one already.
    var wholes: [[UInt32]: UInt32] = [:]
    for (whole, parts) in composed.sorted(by: { $0.parts.count < $1.parts.count }) {
      wholes[parts] = whole
      let left = Array(parts.dropLast())
      guard let first = left.count == 1 ? left[0] : wholes[left], let last = parts.last else { continue }
      composites[UInt64(first) << 32 | UInt64(last)] = whole
    }
  }

  private mutating func readCombiningClasses() {
    var reader = NumberReader(base64: DecompositionData.combiningClasses)
    var start: UInt32 = 0
    while let step = reader.number() {
      start += step
      let count = reader.number() ?? 0
      let combiningClass = UInt8(truncatingIfNeeded: reader.byte())
      for value in start..<start + count { edit(value) { $0.combiningClass = combiningClass } }
    }
  }

  /// Appends what a scalar decomposes into, each with its combining class in the top byte.
  func append(_ value: UInt32, compatible: Bool, to parts: inout [UInt32]) {
    if (0xAC00...0xD7A3).contains(value) {
      let index = value - 0xAC00
      parts.append(0x1100 + index / 588)
      parts.append(0x1161 + index % 588 / 28)
      if index % 28 != 0 { parts.append(0x11A7 + index % 28) }
      return
    }
    let record = record(value)
    let index = Int(compatible && record.compatible != 0 ? record.compatible : record.canonical)
    if index == 0 {
      parts.append(value | UInt32(record.combiningClass) << 24)
      return
    }
    for place in starts[index - 1]..<starts[index] {
      let part = scalars[place]
      parts.append(part | UInt32(self.record(part).combiningClass) << 24)
    }
  }

  /// The character that two are composed to.
  func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
      return 0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28
    }
    if (0xAC00...0xD7A3).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8..<0x11C3).contains(second) {
      return first + (second - 0x11A7)
    }
    return composites[UInt64(first) << 32 | UInt64(second)]
  }
}

/// Reads LEB128 numbers out of base64.
private struct NumberReader {
  private let bytes: [UInt8]
  private var place = 0

  init(base64: String) { bytes = [UInt8](Data(base64Encoded: base64) ?? Data()) }

  mutating func byte() -> UInt32 {
    guard place < bytes.count else { return 0 }
    place += 1
    return UInt32(bytes[place - 1])
  }

  mutating func number() -> UInt32? {
    guard place < bytes.count else { return nil }
    var (value, shift): (UInt32, UInt32) = (0, 0)
    while place < bytes.count {
      let next = byte()
      value |= (next & 0x7F) << shift
      if next < 0x80 { break }
      shift += 7
    }
    return value
  }
}
