import ContentCoding
import Imaging

/// Marked pixels of a plane, as connected shapes with outlines.
struct MarkedPixels {
  /// Neighbours in one row that are all marked, or all not.
  private struct Run {
    let row: Int
    let columns: ClosedRange<Int>
    let isMarked: Bool
  }

  private let width: Int
  private let height: Int
  private let marked: [Bool]

  /// `height` rows of `width` pixels, all lengths at least 1.
  init(width: Int, height: Int, _ marked: [Bool]) {
    self.width = width
    self.height = height
    self.marked = marked
  }

  /// Of each shape the leftmost and rightmost pixels of its rows, and of each hole in one the pixels around it.
  ///
  /// Shapes hang together by corners, what is between them by sides alone (S. Suzuki and K. Abe, Topological structural analysis of digitized
  /// binary images by border following, 1985). The hulls are those of OpenCV's `findContours` with `RETR_LIST`.
  ///
  /// - Parameter limit: how many outlines are given at most; the last ones met, as in OpenCV's list.
  /// - Returns: points of each outline, at least one.
  func outlines(limit: Int) -> [[Point]] {
    let (runs, rows) = runs()
    var shapes = DisjointSets(count: runs.count)
    for row in rows.indices.dropFirst() { join(rows[row - 1], rows[row], of: runs, in: &shapes) }
    var members: [[Int]] = Array(repeating: [], count: runs.count)
    for run in runs.indices { members[shapes.representative(of: run)].append(run) }
    let outlines = members.filter { !$0.isEmpty }.compactMap { shape -> [Point]? in
      let shape = shape.map { runs[$0] }
      if shape[0].isMarked { return shape.flatMap { ends(of: $0) } }
      return shape.contains(where: touchesBorder) ? nil : shape.flatMap { rim(of: $0) }
    }
    return outlines.suffix(limit).reversed()
  }

  private func runs() -> (runs: [Run], rows: [Range<Int>]) {
    var runs: [Run] = []
    var rows: [Range<Int>] = []
    for row in 0..<height {
      let first = runs.count
      var start = 0
      for column in 1...width
      where column == width || marked[row * width + column] != marked[row * width + start] {
        runs.append(Run(row: row, columns: start...column - 1, isMarked: marked[row * width + start]))
        start = column
      }
      rows.append(first..<runs.count)
    }
    return (runs, rows)
  }

  private func join(_ above: Range<Int>, _ below: Range<Int>, of runs: [Run], in shapes: inout DisjointSets) {
    var first = above.lowerBound
    for run in below {
      let columns = runs[run].columns
      let reach = runs[run].isMarked ? columns.lowerBound - 1...columns.upperBound + 1 : columns
      while first < above.upperBound, runs[first].columns.upperBound < reach.lowerBound { first += 1 }
      var other = first
      while other < above.upperBound, runs[other].columns.lowerBound <= reach.upperBound {
        if runs[other].isMarked == runs[run].isMarked { shapes.unite(run, other) }
        other += 1
      }
    }
  }

  private func touchesBorder(_ run: Run) -> Bool {
    run.row == 0 || run.row == height - 1 || run.columns.lowerBound == 0
      || run.columns.upperBound == width - 1
  }

  private func ends(of run: Run) -> [Point] {
    [run.columns.lowerBound, run.columns.upperBound].map { Point(x: Double($0), y: Double(run.row)) }
  }

  /// The marked pixels beside, above and below a run that does not touch the border, so far as they matter for a hull.
  private func rim(of run: Run) -> [Point] {
    let sides = [(run.columns.lowerBound - 1, run.row), (run.columns.upperBound + 1, run.row)]
    let rest = [run.row - 1, run.row + 1].flatMap { row in
      let found = run.columns.filter { marked[row * width + $0] }
      return [found.first, found.last].compactMap { $0.map { ($0, row) } }
    }
    return (sides + rest).map { Point(x: Double($0.0), y: Double($0.1)) }
  }
}
