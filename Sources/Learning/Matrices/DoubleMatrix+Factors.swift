#if canImport(Accelerate)
import Accelerate
#else
import COpenBLAS
#endif

extension DoubleMatrix {
  /// The eigenvalues of a symmetric matrix, rising, and its eigenvectors as the rows of a matrix (LAPACK dsyevd).
  func symmetricEigen() throws(LearningError) -> (values: [Double], vectors: DoubleMatrix) {
    guard rows > 0 else { return ([], self) }
    _ = BLAS.oneThread
    var vectors = self
    var values = [Double](repeating: 0, count: rows)
    var job = CChar(UInt8(ascii: "V"))
    var triangle = CChar(UInt8(ascii: "U"))
    var n = Int32(rows)
    var stride = n
    var info: Int32 = 0
    var workCount = Int32(clamping: 1 + 6 * rows + 2 * rows * rows)
    var indexCount = Int32(clamping: 3 + 5 * rows)
    var work = [Double](repeating: 0, count: Int(workCount))
    var indices = [Int32](repeating: 0, count: Int(indexCount))
    dsyevd_(
      &job, &triangle, &n, &vectors.storage, &stride, &values, &work, &workCount, &indices, &indexCount, &info
    )
    guard info == 0 else { throw .numerical("the eigenvalues of the features did not converge") }
    return (values, vectors)
  }

  /// Solves A X = B for a symmetric positive definite A; B and X hold one system a row (LAPACK dpotrf, dpotrs).
  func solvingPositiveDefinite(_ systems: DoubleMatrix) throws(LearningError) -> DoubleMatrix {
    guard rows > 0 else { return systems }
    _ = BLAS.oneThread
    var factor = storage
    var solution = systems
    var triangle = CChar(UInt8(ascii: "U"))
    var n = Int32(rows)
    var stride = n
    var count = Int32(systems.rows)
    var systemStride = n
    var info: Int32 = 0
    dpotrf_(&triangle, &n, &factor, &stride, &info)
    guard info == 0 else { throw .numerical("the features are too nearly collinear") }
    dpotrs_(&triangle, &n, &count, &factor, &stride, &solution.storage, &systemStride, &info)
    return solution
  }
}
