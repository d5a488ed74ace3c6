extension Matrix {
  /// For each row the nearest row of another matrix under the Euclidean distance, as `KMeans` finds a row's centre.
  ///
  /// Of equally near rows the first. Memory: a copy of both.
  ///
  /// - Parameters:
  ///   - centres: k x d, at least one row.
  ///   - threads: how many may share the work; changes no bit of the result.
  /// - Returns: the number of the nearest row, `0 ..< k`, and the distance to it.
  /// - Throws: `LearningError.parameter` without centres, `.mismatch` where the columns differ in number, `.noFeatures`,
  ///   `.notFinite`, `.cancelled`.
  public func nearestRows(
    in centres: Matrix, threads: Int = 1
  ) throws(LearningError) -> (rows: [Int], distances: [Double]) {
    guard centres.rows > 0 else {
      throw .parameter(name: "the number of centres", value: "0", accepted: "1 or more")
    }
    guard columns == centres.columns else {
      throw .mismatch(what: "the columns of the features", expected: centres.columns, found: columns)
    }
    try requireClusterable()
    try centres.requireFinite("the centres")
    try checkCancellation()
    return try ThreadTeam.sharing(threads) { () throws(LearningError) in
      let k = centres.rows
      let data = CentredRows(
        Matrix(rows: k + rows, columns: columns, storage: centres.storage + storage))
      var run = Lloyd(data, centres: data.rows.selecting(rows: Array(0..<k)))
      run.assign()
      run.measure()
      return (
        run.labels.dropFirst(k).map { Int($0) },
        run.squaredDistances.dropFirst(k).map { Double($0).squareRoot() * data.scale }
      )
    }
  }
}
