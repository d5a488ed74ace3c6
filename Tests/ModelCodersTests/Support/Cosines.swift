/// Likeness of embeddings.
enum Cosines {
  /// The smallest cosine of two items' embeddings after the reference's mean is subtracted from both.
  ///
  /// A direction that all items share would hide differences.
  static func least(_ vectors: [[Float]], _ reference: [[Float]]) -> Double {
    let mean = (reference.first ?? []).indices.map { index in
      reference.reduce(0) { $0 + Double($1[index]) } / Double(reference.count)
    }
    return zip(vectors, reference).map { one, other in
      cosine(zip(one, mean).map { Double($0) - $1 }, zip(other, mean).map { Double($0) - $1 })
    }.min() ?? -1
  }

  /// The cosine of two vectors; -1 where their lengths differ.
  static func cosine(_ one: [Double], _ other: [Double]) -> Double {
    guard one.count == other.count else { return -1 }
    let product = { (a: [Double], b: [Double]) in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    return product(one, other) / (product(one, one) * product(other, other)).squareRoot()
  }
}
