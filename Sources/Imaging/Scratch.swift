import Synchronization

/// The buffers of one decoding at a time, kept so that a corpus does not pay for them
/// once a picture.
///
/// A scratch is owned by the one call that borrowed it from the pool. `@unchecked Sendable` because the pool hands
/// each scratch to one borrower only, under its lock.
final class Scratch: @unchecked Sendable {
  /// Decoded pixels.
  let decoded = GrowingBuffer()
  /// Decoded pixels after the EXIF orientation; also the copied pixels of a `PixelImage`.
  let upright = GrowingBuffer()
  /// Rows after the horizontal pass.
  let rows = GrowingBuffer()
  /// Pixels after the vertical pass.
  let resized = GrowingBuffer()

  /// Bytes held.
  fileprivate var size: Int { decoded.capacity + upright.capacity + rows.capacity + resized.capacity }

  private static let idle = Mutex<[Scratch]>([])
  /// A scratch above this size is let go after use, so that one huge picture does not hold memory for ever.
  private static let keptBytes = 128 << 20
  private static let keptCount = 64

  /// Lends a scratch for the duration of `body`.
  static func borrow<Value>(_ body: (Scratch) throws(ImageProblem) -> Value) throws(ImageProblem) -> Value {
    let scratch = idle.withLock { $0.popLast() } ?? Scratch()
    defer {
      if scratch.size <= keptBytes {
        idle.withLock { if $0.count < keptCount { $0.append(scratch) } }
      }
    }
    return try body(scratch)
  }
}

/// Memory that grows and never shrinks.
///
/// Its contents are undefined after `bytes(_:)`.
final class GrowingBuffer {
  private var memory: UnsafeMutablePointer<UInt8>?
  private(set) var capacity = 0

  deinit { memory?.deallocate() }

  /// At least `count` bytes plus `Raster.slack`, valid until the next call.
  func bytes(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if let memory, capacity >= count { return memory }
    memory?.deallocate()
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: count + Raster.slack)
    memory = fresh
    capacity = count
    return fresh
  }

  /// A raster of undefined pixels.
  func raster(width: Int, height: Int, channels: Int = 3) -> Raster {
    Raster(width: width, height: height, channels: channels, start: bytes(width * height * channels))
  }
}
