/// The ids of words seen before; forgets everything when full.
///
/// Words of one language repeat: in captions nine of ten words come from here.
struct WordCache {
  private struct Entry {
    var hash: UInt64 = 0
    var start: UInt32 = 0
    var count: UInt32 = 0
    var firstID: UInt32 = 0
    var idCount: UInt32 = 0
  }

  /// Longer words are not kept.
  static let longestWord = 48
  private static let capacity = 1 << 15

  private var entries = [Entry](repeating: Entry(), count: capacity)
  private var used = 0
  private var bytes: [UInt8] = []
  private var ids: [UInt32] = []
  private let seed = ByteHash.processSeed | 1

  /// Appends the ids of a word, from the cache or else from the model.
  @inline(__always)
  mutating func appendIDs(
    of word: Bytes, to output: inout [UInt32], otherwise tokenize: (Bytes, inout [UInt32]) -> Void
  ) {
    if word.count > Self.longestWord {
      tokenize(word, &output)
      return
    }
    let hash = ByteHash.of(word, seed: seed) | 1
    var slot = Int(truncatingIfNeeded: hash >> 1) & (Self.capacity - 1)
    while entries[slot].hash != 0 {
      let entry = entries[slot]
      if entry.hash == hash, entry.count == word.count, holds(word, at: Int(entry.start)) {
        if entry.idCount == 1 {
          output.append(ids[Int(entry.firstID)])
        } else {
          let first = Int(entry.firstID)
          for index in first..<first + Int(entry.idCount) { output.append(ids[index]) }
        }
        return
      }
      slot = (slot + 1) & (Self.capacity - 1)
    }
    let begin = output.count
    tokenize(word, &output)
    if used >= Self.capacity / 2 { forget() } else { insert(hash, slot, word, output[begin...]) }
  }

  private func holds(_ word: Bytes, at start: Int) -> Bool {
    bytes.withUnsafeBufferPointer { kept in
      for place in 0..<word.count where kept[start + place] != word[place] { return false }
      return true
    }
  }

  private mutating func insert(_ hash: UInt64, _ slot: Int, _ word: Bytes, _ found: ArraySlice<UInt32>) {
    entries[slot] = Entry(
      hash: hash, start: UInt32(bytes.count), count: UInt32(word.count), firstID: UInt32(ids.count),
      idCount: UInt32(found.count))
    bytes.append(contentsOf: word)
    ids.append(contentsOf: found)
    used += 1
  }

  private mutating func forget() {
    for slot in entries.indices { entries[slot].hash = 0 }
    bytes.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    used = 0
  }
}
