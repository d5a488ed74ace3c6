/// Reads the fields of one message of Protocol Buffers that have a length; passes over the others.
struct FieldReader {
  private var rest: UnsafeRawBufferPointer

  init(bytes: UnsafeRawBufferPointer) { rest = bytes }

  /// Whether all bytes were read, so that they were a message.
  var isAtEnd: Bool { rest.isEmpty }

  /// The number and the content of the next field that has a length; nil at the end and where the bytes make no sense.
  mutating func next() -> (number: UInt64, content: UnsafeRawBufferPointer)? {
    while !rest.isEmpty {
      let before = rest
      guard let tag = number() else { return stop(at: before) }
      switch tag & 7 {
      case 0: guard number() != nil else { return stop(at: before) }
      case 1: guard take(8) != nil else { return stop(at: before) }
      case 2:
        guard let length = number(), let content = take(length) else { return stop(at: before) }
        return (tag >> 3, content)
      case 5: guard take(4) != nil else { return stop(at: before) }
      default: return stop(at: before)
      }
    }
    return nil
  }

  private mutating func stop(
    at start: UnsafeRawBufferPointer
  ) -> (number: UInt64, content: UnsafeRawBufferPointer)? {
    rest = start
    return nil
  }

  /// A number of variable length.
  private mutating func number() -> UInt64? {
    var value: UInt64 = 0
    for (index, byte) in rest.prefix(10).enumerated() {
      value |= UInt64(byte & 0x7f) << UInt64(7 * index)
      guard byte & 0x80 == 0 else { continue }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(index + 1))
      return value
    }
    return nil
  }

  private mutating func take(_ length: UInt64) -> UnsafeRawBufferPointer? {
    guard length <= UInt64(rest.count) else { return nil }
    let content = UnsafeRawBufferPointer(rebasing: rest.prefix(Int(length)))
    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(Int(length)))
    return content
  }
}
