/// Distinct hashes, united within buckets of those that agree in some bits.
struct HashBuckets {
  private(set) var sets: DisjointSets
  private let hashes: [UInt64]
  private let distance: Int
  /// Positions and hashes, bucket after bucket, and where each bucket begins.
  private var members: [Int32]
  private var dealt: [UInt64]
  private var starts: [Int32]
  private let keyBits: Int

  init(hashes: [UInt64], distance: Int) {
    self.hashes = hashes
    self.distance = distance
    sets = DisjointSets(count: hashes.count)
    members = [Int32](repeating: 0, count: hashes.count)
    dealt = hashes
    keyBits = min(20, max(1, Int.bitWidth - hashes.count.leadingZeroBitCount))
    starts = [Int32](repeating: 0, count: 1 << keyBits + 1)
  }

  /// Ties all hashes within the distance that agree in the bits of `mask`.
  mutating func unite(agreeingIn mask: UInt64) {
    deal(by: mask)
    for bucket in 0..<starts.count - 1 {
      let range = Int(starts[bucket])..<Int(starts[bucket + 1])
      if range.count < 2 { continue }
      if range.count <= Self.fewMembers { uniteFew(range) } else { uniteMany(range) }
    }
  }

  /// Up to so many members are compared pair by pair.
  private static let fewMembers = 32

  /// Counting sort; hashes that differ in the mask's bits may share a bucket, which costs time and does no harm.
  private mutating func deal(by mask: UInt64) {
    let shift = UInt64(64 - keyBits)
    func key(_ hash: UInt64) -> Int { Int(((hash & mask) &* 0x9E37_79B9_7F4A_7C15) >> shift) }
    starts.withUnsafeMutableBufferPointer { starts in
      starts.update(repeating: 0)
      for hash in hashes { starts[key(hash) + 1] += 1 }
      for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
      for (position, hash) in hashes.enumerated() {
        let bucket = key(hash)
        members[Int(starts[bucket])] = Int32(position)
        dealt[Int(starts[bucket])] = hash
        starts[bucket] += 1
      }
      // Each start has moved to the start of the bucket behind it.
      for bucket in stride(from: starts.count - 1, to: 0, by: -1) { starts[bucket] = starts[bucket - 1] }
      starts[0] = 0
    }
  }

  private mutating func uniteFew(_ range: Range<Int>) {
    dealt.withUnsafeBufferPointer { dealt in
      for place in range {
        for other in place + 1..<range.upperBound
        where (dealt[place] ^ dealt[other]).nonzeroBitCount <= distance {
          sets.unite(Int(members[place]), Int(members[other]))
        }
      }
    }
  }

  private struct Outsider {
    let hash: UInt64
    let position: Int32
    let root: Int32
  }

  /// Grows one group after the other from its border, the largest known group first: a hash outside is compared with
  /// the border until one is near, and is then border itself.
  private mutating func uniteMany(_ range: Range<Int>) {
    var outside = range.map { place in
      let position = members[place]
      return Outsider(
        hash: dealt[place], position: position,
        root: Int32(sets.representative(of: Int(position))))
    }
    var sizes: [Int32: Int] = [:]
    for outsider in outside { sizes[outsider.root, default: 0] += 1 }
    guard sizes.count > 1 else { return }
    if sizes.count < outside.count {
      outside.sort { (sizes[$0.root] ?? 0, $0.root) < (sizes[$1.root] ?? 0, $1.root) }
    }
    while let first = outside.last {
      var border: [UInt64] = []
      while let last = outside.last, last.root == first.root {
        border.append(last.hash)
        outside.removeLast()
      }
      while !border.isEmpty, !outside.isEmpty {
        var reached: [UInt64] = []
        outside.removeAll { candidate in
          guard border.contains(where: { ($0 ^ candidate.hash).nonzeroBitCount <= distance }) else {
            return false
          }
          sets.unite(Int(first.position), Int(candidate.position))
          reached.append(candidate.hash)
          return true
        }
        border = reached
      }
    }
  }
}
