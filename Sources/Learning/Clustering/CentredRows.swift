/// Rows less their mean, and divided by a power of two that leaves no entry as large as 2.
///
/// Distances are those of the features, in units of `scale`. Centred rows lose the least in
/// |x|^2 + |y|^2 - 2 x y, and the power of two, which rounds nothing, keeps squares from overflowing or vanishing.
struct CentredRows: Sendable {
  /// (x - mean) / scale.
  let rows: Matrix
  /// The mean of each column of the features.
  let mean: [Double]
  /// A power of two.
  let scale: Double
  /// |x|^2 of each of `rows`.
  let squaredLengths: [Float]
  /// The mean over the columns of the variance of `rows`.
  let variance: Double

  private static let pieceLength = 2048

  init(_ features: Matrix) {
    let (n, d) = (features.rows, features.columns)
    let (sums, largest) = CentredRows.sums(features)
    let mean = sums.map { $0 / Double(max(n, 1)) }
    let scale = largest > 0 ? Double(sign: .plus, exponent: Int(largest.exponent) + 1, significand: 1) : 1
    let (inverse, negative) = (1 / scale, mean.map { -$0 / scale })
    var lengths = [Float](repeating: 0, count: n)
    rows = Matrix(rows: n, columns: d) { centred in
      features.storage.withUnsafeBufferPointer { entries in
        lengths.withUnsafeMutableBufferPointer { lengths in
          negative.withUnsafeBufferPointer { negative in
            guard let from = entries.baseAddress, let to = centred.baseAddress else { return }
            ThreadTeam.eachRange(of: n, length: CentredRows.pieceLength) { range in
              for row in range {
                let (own, place) = (from + row * d, to + row * d)
                for column in 0..<d {
                  place[column] = Float(Double(own[column]) * inverse + negative[column])
                }
                lengths[row] = RowArithmetic.squaredLength(place, count: d)
              }
            }
          }
        }
      }
    }
    self.mean = mean
    self.scale = scale
    squaredLengths = lengths
    variance = lengths.reduce(0) { $0 + Double($1) } / Double(max(n * d, 1))
  }

  /// A row of numbers in units of `scale` around the mean, as features.
  func restored(_ centres: Matrix) -> Matrix {
    Matrix(rows: centres.rows, columns: centres.columns) { result in
      for index in 0..<result.count {
        result[index] = Float(Double(centres.storage[index]) * scale + mean[index % mean.count])
      }
    }
  }

  private static func sums(_ features: Matrix) -> (sums: [Double], largest: Float) {
    let (n, d) = (features.rows, features.columns)
    let pieces = (n + pieceLength - 1) / pieceLength
    var parts = [Double](repeating: 0, count: pieces * d)
    var largest = [Float](repeating: 0, count: pieces)
    features.storage.withUnsafeBufferPointer { entries in
      parts.withUnsafeMutableBufferPointer { parts in
        largest.withUnsafeMutableBufferPointer { largest in
          guard let from = entries.baseAddress, let to = parts.baseAddress else { return }
          ThreadTeam.eachPiece(of: n, length: pieceLength) { piece, range in
            let sums = to + piece * d
            var most: Float = 0
            for row in range {
              let own = from + row * d
              for column in 0..<d {
                sums[column] += Double(own[column])
                let size = abs(own[column])
                most = size > most ? size : most
              }
            }
            largest[piece] = most
          }
        }
      }
    }
    let total = (0..<d).map { column in
      (0..<pieces).reduce(0.0) { $0 + parts[$1 * d + column] }
    }
    return (total, largest.max() ?? 0)
  }
}
