extension CodingMatrix {
  /// How often each label of the first coder meets each label of the second, over the posts that any of the two has a value for.
  ///
  /// - Returns: A row a label of the first coder, a column a label of the second, in the order of ``Variable/labels``; the last row and
  ///   the last column count posts for which that coder has no value. Nothing where there are not two coders, or the variable has
  ///   several labels a post or none.
  public var crossTable: [[Int]] {
    guard coders.count == 2, variable.type == .category || variable.type == .boolean else { return [] }
    let count = variable.labels.count
    var table = [[Int]](repeating: [Int](repeating: 0, count: count + 1), count: count + 1)
    let labels = labels(at: places(of: nil))
    for (one, other) in zip(labels[0], labels[1]) {
      table[one < 0 ? count : Int(one)][other < 0 ? count : Int(other)] += 1
    }
    return table
  }
}
