/// The memory of a tensor: allocated once, at one address, freed with the last tensor that shares it.
///
/// `@unchecked Sendable`: the memory is written by `init` alone, before any other reference to it exists, and only
/// read from then on. ONNX Runtime takes inputs by a mutable pointer and does not write to them.
final class TensorStorage: @unchecked Sendable {
  /// What vector loads of up to 512 bits want.
  private static let alignment = 64

  private let memory: UnsafeMutableRawPointer

  /// Allocates room for `count` elements and lets `fill` write them: all of them, unless it is `zeroed` before.
  init<Element: BitwiseCopyable>(
    count: Int, zeroed: Bool = false, fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) rethrows {
    let bytes = count * MemoryLayout<Element>.stride
    // At least one byte, so that an empty tensor has an address too.
    memory = .allocate(byteCount: max(bytes, 1), alignment: Self.alignment)
    if zeroed { memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(bytes, 1)) }
    try fill(
      UnsafeMutableBufferPointer(start: memory.bindMemory(to: Element.self, capacity: count), count: count))
  }

  deinit { memory.deallocate() }

  func read<Element: BitwiseCopyable, Result>(
    count: Int, _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(self) {
      try body(UnsafeBufferPointer(start: memory.assumingMemoryBound(to: Element.self), count: count))
    }
  }

  /// Where the elements lie; valid while the storage is alive.
  var address: UnsafeMutableRawPointer { memory }
}
