/// Sets that only ever grow together (union-find with path halving; Tarjan and van Leeuwen, 1984).
public struct DisjointSets: Sendable {
  private var parent: [Int]

  /// `count` elements, each alone in its set.
  public init(count: Int) {
    parent = Array(0..<count)
  }

  /// The element that stands for the set of `element`.
  public mutating func representative(of element: Int) -> Int {
    var element = element
    while parent[element] != element {
      parent[element] = parent[parent[element]]
      element = parent[element]
    }
    return element
  }

  /// Makes one set of the two that hold `first` and `second`; the smaller representative stays.
  public mutating func unite(_ first: Int, _ second: Int) {
    let first = representative(of: first)
    let second = representative(of: second)
    if first < second { parent[second] = first } else { parent[first] = second }
  }
}
