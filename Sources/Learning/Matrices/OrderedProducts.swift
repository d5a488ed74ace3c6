import CProducts

/// Products whose every entry is summed in one order: the same bits on every processor, whatever rows stand beside a row.
///
/// Pointers must hold the stated shapes; callers check them.
enum OrderedProducts {
  /// C (m x n) = A (m x k) B^T, B of n x k; a stored row of C is `stride` long.
  static func rows(
    _ a: UnsafePointer<Float>?, _ b: UnsafePointer<Float>?, into c: UnsafeMutablePointer<Float>?, m: Int,
    n: Int,
    k: Int, stride: Int
  ) {
    guard let a, let b, let c else { return }
    cproducts_rows(a, m, b, n, k, c, stride)
  }

  /// C (m x n) = A B, B of k x n; A is m x k, or where `transposed` the transpose of a stored k x `width`.
  static func multiply(
    _ a: UnsafePointer<Float>?, width: Int, transposed: Bool = false, _ b: UnsafePointer<Float>?,
    into c: UnsafeMutablePointer<Float>?, m: Int, n: Int, k: Int
  ) {
    guard let a, let b, let c else { return }
    cproducts_multiply(a, transposed ? 1 : width, transposed ? width : 1, b, c, m, n, k, n)
  }
}
