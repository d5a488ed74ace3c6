/// The mean and standard deviation of values to learn; for classes and tags nothing changes.
struct ValueScale: Codable, Sendable, Equatable {
  private var mean = 0.0
  private var deviation = 1.0

  init(_ target: EncodedTarget) {
    guard target.link == .identity else { return }
    let values = target.targets.storage
    mean = values.reduce(0) { $0 + $1 / Double(values.count) }
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(values.count) }
    if variance > 0, variance.isFinite { deviation = variance.squareRoot() }
  }

  func standardised(_ targets: DoubleMatrix) -> DoubleMatrix {
    DoubleMatrix(
      rows: targets.rows, columns: targets.columns, storage: targets.storage.map { ($0 - mean) / deviation })
  }

  func restored(_ value: Float) -> Float { value * Float(deviation) + Float(mean) }

  func restored(_ map: LinearMap) -> LinearMap {
    guard mean != 0 || deviation != 1 else { return map }
    var map = map.scaled(by: Float(deviation))
    map.intercepts = map.intercepts.map { $0 + Float(mean) }
    return map
  }
}
