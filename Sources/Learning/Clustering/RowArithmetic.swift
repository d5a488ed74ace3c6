/// Sums over the columns of rows, eight at a time, always in one order.
enum RowArithmetic {
  /// The squared Euclidean distance of two rows.
  static func squaredDistance(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int
  ) -> Float {
    sum(count, wide: { a.eight(at: $0) - b.eight(at: $0) }, single: { a[$0] - b[$0] })
  }

  /// The squared Euclidean length of a row.
  static func squaredLength(_ a: UnsafePointer<Float>, count: Int) -> Float {
    sum(count, wide: { a.eight(at: $0) }, single: { a[$0] })
  }

  @inline(__always)
  private static func sum(_ count: Int, wide: (Int) -> SIMD8<Float>, single: (Int) -> Float) -> Float {
    var lanes = SIMD8<Float>(repeating: 0)
    let whole = count & ~7
    for column in stride(from: 0, to: whole, by: 8) {
      let part = wide(column)
      lanes += part * part
    }
    var sum = lanes.sum()
    for column in whole..<count { sum += single(column) * single(column) }
    return sum
  }
}

extension UnsafePointer<Float> {
  /// Eight entries from `index` on.
  @inline(__always)
  func eight(at index: Int) -> SIMD8<Float> {
    UnsafeRawPointer(self + index).loadUnaligned(as: SIMD8<Float>.self)
  }
}
