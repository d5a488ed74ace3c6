/// The bytes of many strings as a tree, each edge in one hash table; finds the strings that a text begins with.
final class ByteTrie: Sendable {
  static let root: UInt32 = 0
  static let none = UInt32.max

  /// The largest number of nodes: an edge packs into 64 bits.
  private static let nodeLimit = 1 << 28

  /// `node << 36 | byte << 28 | child`, 0 where empty: no edge leads to the root.
  private let edges: FrozenArray<UInt64>
  private let values: FrozenArray<UInt32>
  private let mask: Int
  private let first: FrozenArray<UInt32>

  /// Of a string that is repeated the last value counts.
  ///
  /// The empty string is left out.
  ///
  /// - Throws: `TokenizerError` where there are too many bytes.
  init(_ strings: [(token: String, id: UInt32)]) throws {
    let total = strings.reduce(1) { $0 + $1.token.utf8.count }
    guard total < Self.nodeLimit else { throw TokenizerError.malformed("model.vocab", "is too large") }
    var capacity = 64
    while capacity < total * 2 { capacity *= 2 }
    var edges = [UInt64](repeating: 0, count: capacity)
    var values = [Self.none]
    for (string, value) in strings where !string.isEmpty {
      var node: UInt64 = 0
      for byte in string.utf8 {
        let key = node << 8 | UInt64(byte)
        var slot = Self.slot(key, capacity - 1)
        while edges[slot] != 0, edges[slot] >> 28 != key { slot = (slot + 1) & (capacity - 1) }
        if edges[slot] == 0 {
          edges[slot] = key << 28 | UInt64(values.count)
          values.append(Self.none)
        }
        node = edges[slot] & (1 << 28 - 1)
      }
      values[Int(node)] = value
    }
    self.edges = FrozenArray(edges)
    self.values = FrozenArray(values)
    mask = capacity - 1
    first = FrozenArray(
      (0..<256).map { byte in
        var slot = Self.slot(UInt64(byte), capacity - 1)
        while edges[slot] != 0, edges[slot] >> 28 != UInt64(byte) { slot = (slot + 1) & (capacity - 1) }
        return edges[slot] == 0 ? Self.none : UInt32(edges[slot] & (1 << 28 - 1))
      })
  }

  @inline(__always) private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  /// The node that a byte leads to, or `none`.
  @inline(__always) func child(of node: UInt32, _ byte: UInt8) -> UInt32 {
    if node == Self.root { return first[Int(byte)] }
    let key = UInt64(node) << 8 | UInt64(byte)
    var slot = Self.slot(key, mask)
    while true {
      let edge = edges[slot]
      if edge == 0 { return Self.none }
      if edge >> 28 == key { return UInt32(truncatingIfNeeded: edge & (1 << 28 - 1)) }
      slot = (slot + 1) & mask
    }
  }

  /// The value of the string that ends at a node, or `none`.
  @inline(__always) func value(at node: UInt32) -> UInt32 { values[Int(node)] }

  /// The node after these bytes, or `none`.
  func node(after bytes: some Sequence<UInt8>) -> UInt32 {
    var node = Self.root
    for byte in bytes {
      node = child(of: node, byte)
      if node == Self.none { return node }
    }
    return node
  }

  /// The longest string that the text has from `start` on, walking from a node.
  @inline(__always) func longest(in text: Bytes, from start: Int, at begin: UInt32 = root) -> (
    value: UInt32, end: Int
  )? {
    var node = begin
    var place = start
    var found: (value: UInt32, end: Int)?
    while place < text.count {
      node = child(of: node, text[place])
      if node == Self.none { break }
      place += 1
      let value = values[Int(node)]
      if value != Self.none { found = (value, place) }
    }
    return found
  }
}
