/// Which two symbols become which one, and in which order, found by the two.
final class BytePairMerges: Sendable {
  /// No merge.
  static let none = UInt64.max

  private struct Entry: BitwiseCopyable, Sendable {
    var pair: UInt64
    /// The merge as `rank << 32 | result`.
    var merge: UInt64
  }

  private let entries: FrozenArray<Entry>
  private let mask: Int
  private let seed: UInt64

  /// Of a pair that is repeated the last merge counts.
  init(_ merges: [(left: UInt32, right: UInt32, result: UInt32)]) {
    let seed = ByteHash.processSeed
    self.seed = seed
    var capacity = 16
    while capacity < merges.count * 2 { capacity *= 2 }
    var entries = [Entry](repeating: Entry(pair: 0, merge: Self.none), count: capacity)
    for (rank, merge) in merges.enumerated() {
      let pair = UInt64(merge.left) << 32 | UInt64(merge.right)
      var slot = Int(truncatingIfNeeded: ByteHash.of(pair, seed: seed)) & (capacity - 1)
      while entries[slot].merge != Self.none, entries[slot].pair != pair {
        slot = (slot + 1) & (capacity - 1)
      }
      entries[slot] = Entry(pair: pair, merge: UInt64(rank) << 32 | UInt64(merge.result))
    }
    self.entries = FrozenArray(entries)
    mask = capacity - 1
  }

  /// The merge of two symbols as `rank << 32 | result`, or `none`.
  @inline(__always) func merge(_ left: UInt32, _ right: UInt32) -> UInt64 {
    let pair = UInt64(left) << 32 | UInt64(right)
    var slot = Int(truncatingIfNeeded: ByteHash.of(pair, seed: seed)) & mask
    while true {
      let entry = entries[slot]
      if entry.pair == pair || entry.merge == Self.none { return entry.merge }
      slot = (slot + 1) & mask
    }
  }
}

/// The neighbours of a symbol in a long word; `next` is -2 where the symbol has gone into another one.
struct SymbolLink {
  var previous: Int32
  var next: Int32
}

/// Merges to be done, the first in rank and then in the word first.
///
/// A binary heap of `rank << 32 | place`.
struct MergeQueue {
  private var heap: [UInt64] = []

  mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

  mutating func insert(_ key: UInt64) {
    heap.append(key)
    var place = heap.count - 1
    while place > 0, heap[(place - 1) / 2] > key {
      heap[place] = heap[(place - 1) / 2]
      place = (place - 1) / 2
    }
    heap[place] = key
  }

  mutating func removeFirst() -> UInt64? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    var place = 0
    while true {
      var child = 2 * place + 1
      if child >= heap.count { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      if heap[child] >= last { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = last
    return first
  }
}
