import Reliability

/// Sets each entry to 0 with a probability and divides the others by the rest, so that the expectation stays.
///
/// Srivastava and others 2014, inverted. Outside training it changes nothing.
struct Dropout: Layer {
  let probability: Float
  private var factors = Matrix(rows: 0, columns: 0)

  /// The entries that one piece draws for.
  private static let pieceLength = 1 << 14

  init(_ probability: Float) { self.probability = probability }

  mutating func forward(_ input: Matrix, drawing generator: inout SplitMix64) -> Matrix {
    let kept = 1 / (1 - probability)
    // uniform() < p, without the way through a Float: both sides times 2^24, which is exact.
    let bound = UInt64((probability * 0x1p24).rounded(.up))
    let start = generator
    let count = input.storage.count
    factors = Matrix(rows: input.rows, columns: input.columns) { factors in
      guard let factors = factors.baseAddress else { return }
      ThreadTeam.eachRange(of: count, length: Dropout.pieceLength) { piece in
        var generator = start.advanced(by: piece.lowerBound)
        for index in piece { factors[index] = generator.next() >> 40 < bound ? 0 : kept }
      }
    }
    generator = start.advanced(by: count)
    return input.combined(with: factors, *)
  }

  mutating func backward(_ gradient: Matrix) -> Matrix { gradient.combined(with: factors, *) }

  func callAsFunction(_ input: Matrix) -> Matrix { input }
}
