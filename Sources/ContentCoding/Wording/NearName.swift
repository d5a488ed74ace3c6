/// Finds the name that a misspelt one was probably meant to be.
public enum NearName {
  /// ", did you mean X?" or nothing.
  public static func hint(for word: String, among names: [String]) -> String {
    nearest(to: word, among: names).map { "; did you mean \(quoted($0))?" } ?? ""
  }

  /// The name nearest to `word` by edit distance, where it is near enough: a third of the longer one's letters.
  public static func nearest(to word: String, among names: [String]) -> String? {
    let letters = Array(word.lowercased().prefix(65))
    guard letters.count <= 64, names.count <= 500 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let other = Array(name.lowercased().prefix(65))
      let bound = max(letters.count, other.count) / 3
      guard other.count <= 64, abs(letters.count - other.count) <= bound else { continue }
      let distance = editDistance(letters, other)
      if distance <= max(bound, letters == other ? 0 : 1), distance < best?.distance ?? .max {
        best = (name, distance)
      }
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours (Damerau 1964).
  ///
  /// The work grows with the product of the lengths, so callers bound them.
  public static func editDistance<Letter: Equatable>(_ first: [Letter], _ second: [Letter]) -> Int {
    var older = [Int](repeating: 0, count: second.count + 1)
    var previous = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var cost = min(
          previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
          cost = min(cost, older[column - 1] + 1)
        }
        current.append(cost)
      }
      (older, previous) = (previous, current)
    }
    return previous[second.count]
  }
}
