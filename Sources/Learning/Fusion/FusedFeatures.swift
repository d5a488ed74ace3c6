/// What is known of each example from several sources, such as the embeddings of a post's picture and of its caption; a
/// part of an example may be missing.
public struct FusedFeatures: Sendable, Equatable {
  /// For each part a row an example; zeros where the part is missing.
  public let parts: [Matrix]
  /// For each part, whether each example has it.
  public let present: [[Bool]]
  /// The number of examples.
  public let rows: Int

  /// Makes features of examples.
  ///
  /// - Parameters:
  ///   - examples: for each example its vector of each part, nil where it lacks the part.
  ///   - widths: the length of each part's vectors.
  /// - Throws: `LearningError.mismatch` for a vector of another length or an example with more or fewer parts;
  ///   `.notFinite`; `.noFeatures` without a part, or for a width below 1.
  public init(_ examples: [[[Float]?]], widths: [Int]) throws(LearningError) {
    guard !widths.isEmpty, widths.allSatisfy({ $0 > 0 }) else { throw .noFeatures }
    rows = examples.count
    if let odd = examples.firstIndex(where: { $0.count != widths.count }) {
      throw .mismatch(what: "the parts of row \(odd)", expected: widths.count, found: examples[odd].count)
    }
    var parts: [Matrix] = []
    for (part, width) in widths.enumerated() {
      var entries: [Float] = []
      entries.reserveCapacity(examples.count * width)
      for (row, example) in examples.enumerated() {
        guard let vector = example[part] else {
          entries.append(contentsOf: repeatElement(0, count: width))
          continue
        }
        guard vector.count == width else {
          throw .mismatch(what: "part \(part) of row \(row)", expected: width, found: vector.count)
        }
        entries.append(contentsOf: vector)
      }
      let matrix = Matrix(rows: examples.count, columns: width, storage: entries)
      try matrix.requireFinite("part \(part) of the features")
      parts.append(matrix)
    }
    self.parts = parts
    present = widths.indices.map { part in examples.map { $0[part] != nil } }
  }

  /// The length of each part's vectors.
  public var widths: [Int] { parts.map(\.columns) }

  func rowsWith(_ part: Int) -> [Int] { (0..<rows).filter { present[part][$0] } }
}
