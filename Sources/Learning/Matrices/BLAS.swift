#if canImport(Accelerate)
import Accelerate
#else
import COpenBLAS
#endif

/// Row-major matrix products and dot products, by OpenBLAS on Linux and Accelerate on macOS.
///
/// OpenBLAS splits a product by the number of its threads, and a sum split differently rounds differently. So it is
/// set to one thread, once and for the process, before the first call: the same shapes and numbers give the same bits
/// on one kind of processor. Pointers must hold the stated shapes; callers check them.
enum BLAS {
  /// A factor of a product: its storage, the length of a stored row, and whether to read it transposed.
  struct Factor<Element> {
    let base: UnsafePointer<Element>?
    let stride: Int
    var transposed = false
  }

  /// C (m x n) = A (m x k) B (k x n) + beta C; a stored row of C is `stride` long, n where that is nil.
  static func multiply(
    _ a: Factor<Float>, _ b: Factor<Float>, into c: UnsafeMutablePointer<Float>?, m: Int, n: Int, k: Int,
    stride: Int? = nil, beta: Float = 0
  ) {
    guard m > 0, n > 0, k > 0 else { return }
    _ = oneThread
    cblas_sgemm(
      CblasRowMajor, a.transposed ? CblasTrans : CblasNoTrans, b.transposed ? CblasTrans : CblasNoTrans,
      Int32(m), Int32(n), Int32(k), 1, a.base, Int32(a.stride), b.base, Int32(b.stride), beta, c,
      Int32(stride ?? n))
  }

  /// C (m x n) = A (m x k) B (k x n) + beta C.
  static func multiply(
    _ a: Factor<Double>, _ b: Factor<Double>, into c: UnsafeMutablePointer<Double>?, m: Int, n: Int, k: Int,
    beta: Double = 0
  ) {
    guard m > 0, n > 0, k > 0 else { return }
    _ = oneThread
    cblas_dgemm(
      CblasRowMajor, a.transposed ? CblasTrans : CblasNoTrans, b.transposed ? CblasTrans : CblasNoTrans,
      Int32(m), Int32(n), Int32(k), 1, a.base, Int32(a.stride), b.base, Int32(b.stride), beta, c, Int32(n))
  }

  /// The sum of the products of two vectors of equal length.
  static func dot(_ x: [Double], _ y: [Double]) -> Double {
    _ = oneThread
    return cblas_ddot(Int32(min(x.count, y.count)), x, 1, y, 1)
  }

  /// y += factor x.
  static func add(_ factor: Double, _ x: [Double], to y: inout [Double]) {
    _ = oneThread
    cblas_daxpy(Int32(min(x.count, y.count)), factor, x, 1, &y, 1)
  }

  #if canImport(Accelerate)
  static let oneThread: Void = ()
  #else
  static let oneThread: Void = openblas_set_num_threads(1)
  #endif
}
