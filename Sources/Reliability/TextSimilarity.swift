/// How alike texts are, by the embeddings that an encoder gives them.
public struct TextSimilarity: Sendable {
  /// The encoder's name.
  public let encoder: String
  private let directions: [String: [Float]]

  /// A measure for the texts that `vectors` has an embedding of; its length does not count.
  ///
  /// - Parameters:
  ///   - encoder: The encoder's name.
  ///   - vectors: An embedding for each text, all of one width; one of zeros or of numbers that are not finite says nothing.
  public init(encoder: String, vectors: [String: [Float]]) {
    self.encoder = encoder
    directions = vectors.compactMapValues { vector in
      let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      return length > 0 && length.isFinite ? vector.map { Float(Double($0) / length) } : nil
    }
  }

  /// The cosine of the embeddings of two texts, from -1 to 1: 1 of equal texts, 0 where one of two others has no embedding.
  public func cosine(_ first: String, _ second: String) -> Double {
    if first == second { return 1 }
    guard let one = directions[first], let other = directions[second] else { return 0 }
    return zip(one, other).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
  }

  /// The embedding of a text at length 1; nil where it has none.
  func direction(of text: String) -> [Float]? { directions[text] }
}

/// The sum of 1 - cosine over all ordered pairs of many texts, in one pass over them: n² - |Σ u|² for vectors u of length 1.
struct SummedDistances: Sendable {
  private let directions: [[Float]?]
  private let width: Int

  /// The distances of `texts`, which are distinct.
  init(of texts: [String], by similarity: TextSimilarity) {
    directions = texts.map(similarity.direction)
    width = directions.lazy.compactMap { $0?.count }.first ?? 0
  }

  /// The sum where the text at place `t` occurs `frequencies[t]` times.
  func sum(_ frequencies: [Double]) -> Double {
    var total = [Double](repeating: 0, count: width)
    var (n, alone) = (0.0, 0.0)
    for (direction, times) in zip(directions, frequencies) where times > 0 {
      n += times
      guard let direction else {
        alone += times * times
        continue
      }
      for place in 0..<width { total[place] += times * Double(direction[place]) }
    }
    return n * n - total.reduce(0) { $0 + $1 * $1 } - alone
  }
}
