/// The dendrogram of a minimum spanning tree: parts join in the order of the edges' lengths.
///
/// Nodes `0 ..< n` are the rows; node n + i is what the i-th merge makes.
struct SingleLinkage: Sendable {
  struct Merge: Sendable {
    let left: Int
    let right: Int
    let distance: Double
    let size: Int
  }

  /// n - 1, rising in distance.
  let merges: [Merge]

  /// The number of rows.
  var points: Int { merges.count + 1 }

  init(_ edges: [SpanningEdge]) {
    let sorted = edges.indices.sorted {
      edges[$0].length != edges[$1].length ? edges[$0].length < edges[$1].length : $0 < $1
    }
    let n = edges.count + 1
    var parents = [Int](0..<2 * n - 1)
    func top(_ node: Int) -> Int {
      var top = node
      while parents[top] != top { top = parents[top] }
      var below = node
      while parents[below] != top { (parents[below], below) = (top, parents[below]) }
      return top
    }
    var merges: [Merge] = []
    merges.reserveCapacity(edges.count)
    func size(_ node: Int) -> Int { node < n ? 1 : merges[node - n].size }
    for index in sorted {
      let (left, right) = (top(edges[index].from), top(edges[index].to))
      let own = n + merges.count
      merges.append(
        Merge(left: left, right: right, distance: edges[index].length, size: size(left) + size(right)))
      parents[left] = own
      parents[right] = own
    }
    self.merges = merges
  }

  /// The number of rows below a node.
  func size(_ node: Int) -> Int { node < points ? 1 : merges[node - points].size }

  /// Calls `body` with each row below a node.
  func eachPoint(below node: Int, _ body: (Int) -> Void) {
    var open = [node]
    while let next = open.popLast() {
      if next < points {
        body(next)
      } else {
        open.append(merges[next - points].right)
        open.append(merges[next - points].left)
      }
    }
  }
}
