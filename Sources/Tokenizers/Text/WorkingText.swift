/// A text that normalisers rewrite one after the other, and the memory for it.
struct WorkingText {
  private(set) var bytes: [UInt8] = []
  private var spare: [UInt8] = []
  /// Whether the first byte stands for the very beginning of what the user gave.
  var beginsInput = false

  /// Begins anew with a part of a text.
  mutating func load(_ source: Bytes, _ start: Int, _ end: Int, beginsInput: Bool) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(source, start, end)
    self.beginsInput = beginsInput
  }

  /// Replaces the text by what `body` writes.
  @inline(__always) mutating func rewrite(_ body: (Bytes, inout [UInt8]) -> Void) {
    spare.removeAll(keepingCapacity: true)
    bytes.withUnsafeBufferPointer { body($0, &spare) }
    swap(&bytes, &spare)
  }

  /// Whether all bytes are ASCII.
  var isASCII: Bool { bytes.withUnsafeBufferPointer { text in firstWide(in: text, from: 0) == text.count } }
}

/// The place of the first byte beyond ASCII from a place on, or the end.
@inline(__always) func firstWide(in text: Bytes, from start: Int) -> Int {
  var place = start
  if let base = UnsafeRawPointer(text.baseAddress) {
    while place + 8 <= text.count,
      base.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      place += 8
    }
  }
  while place < text.count, text[place] < 0x80 { place += 1 }
  return place
}
