/// Terms by their bytes, numbered from 0 in the order in which they came.
///
/// Swift's strings compare canonically and are 16 bytes each beside their text; this keeps the bytes of all terms in one array.
struct TermTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each term ends in `bytes`.
  private var ends: [Int] = []
  /// Numbers of terms, by hash with linear probing; -1 is free.
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { ends.count }

  /// The bytes of a term.
  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The number of a term; nil where it never came.
  func number(of term: UnsafeBufferPointer<UInt8>) -> Int32? {
    let found = slots[slot(of: term)]
    return found < 0 ? nil : found
  }

  /// The number of a term, a new one where it never came; nil where the table is full.
  mutating func insert(_ term: UnsafeBufferPointer<UInt8>) -> Int32? {
    let place = slot(of: term)
    if slots[place] >= 0 { return slots[place] }
    guard ends.count < TermTable.limit else { return nil }
    let number = Int32(ends.count)
    slots[place] = number
    bytes.append(contentsOf: term)
    ends.append(bytes.count)
    if ends.count * 2 > slots.count { grow() }
    return number
  }

  /// How many terms fit.
  static let limit = 1 << 27

  private func slot(of term: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var place = Self.hash(UnsafeRawBufferPointer(term)) & mask
    while slots[place] >= 0, !matches(Int(slots[place]), term) { place = (place + 1) & mask }
    return place
  }

  private func matches(_ number: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == term.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<term.count where bytes[start + index] != term[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for number in ends.indices {
      let start = number == 0 ? 0 : ends[number - 1]
      var place =
        bytes.withUnsafeBytes { Self.hash(UnsafeRawBufferPointer(rebasing: $0[start..<ends[number]])) } & mask
      while slots[place] >= 0 { place = (place + 1) & mask }
      slots[place] = Int32(number)
    }
  }

  /// Swift's hash, seeded anew in every process: texts cannot be written to collide, and no number depends on it.
  private static func hash(_ term: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: term)
    return hasher.finalize()
  }
}
