/// Values that are written once and then only read, without bounds checks in release builds.
///
/// `@unchecked Sendable`: nothing writes after `init`, and the memory goes with the last reference.
final class FrozenArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let base: UnsafeMutablePointer<Element>
  let count: Int

  init(_ elements: [Element]) {
    count = elements.count
    base = .allocate(capacity: max(1, elements.count))
    elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.initialize(from: start, count: source.count) }
    }
  }

  deinit { base.deallocate() }

  @inline(__always) subscript(index: Int) -> Element {
    assert(index >= 0 && index < count)
    return base[index]
  }

  /// The elements from `start` on.
  @inline(__always) func pointer(at start: Int) -> UnsafePointer<Element> { UnsafePointer(base + start) }
}
