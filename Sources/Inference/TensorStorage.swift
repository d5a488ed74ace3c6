/// The memory of a tensor: at one address, freed with the last tensor that shares it.
///
/// `@unchecked Sendable`: the memory is written before any other reference to it exists, by `init` or by the engine,
/// and only read from then on. ONNX Runtime takes inputs by a mutable pointer and does not write to them.
final class TensorStorage: @unchecked Sendable {
  /// What vector loads of up to 512 bits want.
  private static let alignment = 64

  private let memory: UnsafeMutableRawPointer
  /// Whose memory it is; nil for our own.
  private let owner: EngineValue?

  /// Allocates room for `count` elements and lets `fill` write them: all of them, unless it is `zeroed` before.
  init<Element: BitwiseCopyable>(
    count: Int, zeroed: Bool = false, fill: (UnsafeMutableBufferPointer<Element>) throws -> Void
  ) rethrows {
    owner = nil
    let bytes = count * MemoryLayout<Element>.stride
    // At least one byte, so that an empty tensor has an address too.
    memory = .allocate(byteCount: max(bytes, 1), alignment: Self.alignment)
    if zeroed { memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(bytes, 1)) }
    try fill(
      UnsafeMutableBufferPointer(start: memory.bindMemory(to: Element.self, capacity: count), count: count))
  }

  /// Takes over the memory of a value that the engine wrote, which it keeps alive.
  init(of value: EngineValue, at memory: UnsafeMutableRawPointer) {
    self.memory = memory
    owner = value
  }

  deinit { if owner == nil { memory.deallocate() } }

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
