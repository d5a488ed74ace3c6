import Foundation

/// The bits in one choice of which any two hashes agree that lie within a distance.
struct ChunkMasks {
  /// Masks such that hashes within the distance agree in all bits of at least one.
  let masks: [UInt64]

  /// The cheapest masks for `count` hashes.
  init(count: Int, distance: Int) {
    let plans = (distance + 1..<max(distance + 2, min(64, distance + 4) + 1)).filter { $0 <= 64 }
    let best = plans.map { (chunks: $0, cost: Self.cost(count, distance, chunks: $0)) }
      .min { $0.cost < $1.cost }
    let pairs = Double(count) * Double(count) / 2
    guard let best, best.cost < pairs else {
      masks = [0]
      return
    }
    masks = Self.masks(choosing: best.chunks - distance, of: best.chunks)
  }

  /// Comparisons, with an eye to what dealing into buckets takes.
  private static func cost(_ count: Int, _ distance: Int, chunks: Int) -> Double {
    let choices = (0..<distance).reduce(1.0) { $0 * Double(chunks - $1) / Double($1 + 1) }
    let bits = Double((chunks - distance) * 64 / chunks)
    let number = Double(count)
    return choices * (number * 16 + number * number / 2 / exp2(min(bits, log2(max(2, number)))))
  }

  private static func masks(choosing kept: Int, of chunks: Int) -> [UInt64] {
    var choices: [(mask: UInt64, next: Int)] = [(0, 0)]
    for _ in 0..<kept {
      choices = choices.flatMap { choice in
        (choice.next..<chunks).map { (choice.mask | chunk($0, of: chunks), $0 + 1) }
      }
    }
    return choices.map(\.mask)
  }

  /// Consecutive bits; chunks differ in length by one at most.
  private static func chunk(_ number: Int, of chunks: Int) -> UInt64 {
    (number * 64 / chunks..<(number + 1) * 64 / chunks).reduce(0) { $0 | 1 << UInt64($1) }
  }
}
