/// Tokens and their ids, found by bytes.
final class Vocabulary: Sendable {
  private struct Entry: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0
    var id: UInt32 = 0
    var check: UInt32 = 0
  }

  /// The number of different tokens.
  let count: Int
  private let slots: FrozenArray<Entry>
  private let bytes: FrozenArray<UInt8>
  private let mask: Int
  private let seed: UInt64
  private let names: TokenNames

  /// Of a token that is repeated the last id counts.
  ///
  /// - Throws: `TokenizerError` where the tokens have 4 GiB or more in all.
  init(_ tokens: [(token: String, id: UInt32)]) throws {
    let seed = ByteHash.processSeed
    self.seed = seed
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tokens.reduce(0) { $0 + $1.token.utf8.count })
    var capacity = 16
    while capacity < tokens.count * 2 { capacity *= 2 }
    var slots = [Entry](repeating: Entry(), count: capacity)
    var used = 0
    for (token, id) in tokens {
      let start = bytes.count
      bytes.append(contentsOf: token.utf8)
      guard bytes.count < Int(UInt32.max) else {
        throw TokenizerError.malformed("model.vocab", "is too large")
      }
      let length = bytes.count - start
      let hash = bytes.withUnsafeBufferPointer { ByteHash.of(Bytes(rebasing: $0[start...]), seed: seed) }
      let check = UInt32(truncatingIfNeeded: hash >> 32) | 1
      var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
      while slots[slot].check != 0 {
        let entry = slots[slot]
        if entry.check == check, entry.count == length,
          bytes[Int(entry.start)..<Int(entry.start) + length].elementsEqual(bytes[start...])
        {
          break
        }
        slot = (slot + 1) & (capacity - 1)
      }
      if slots[slot].check == 0 {
        slots[slot] = Entry(start: UInt32(start), count: UInt32(length), id: id, check: check)
        used += 1
      } else {
        slots[slot].id = id
        bytes.removeSubrange(start...)
      }
    }
    self.count = used
    self.slots = FrozenArray(slots)
    self.bytes = FrozenArray(bytes)
    self.mask = capacity - 1
    self.names = TokenNames(tokens)
  }

  /// The id of a token.
  @inline(__always) func id(of token: Bytes) -> UInt32? {
    let hash = ByteHash.of(token, seed: seed)
    let check = UInt32(truncatingIfNeeded: hash >> 32) | 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry.check == 0 { return nil }
      if entry.check == check, entry.count == token.count,
        equal(bytes.pointer(at: Int(entry.start)), token)
      {
        return entry.id
      }
      slot = (slot + 1) & mask
    }
  }

  /// The id of a token.
  func id(of token: String) -> UInt32? {
    var token = token
    return token.withUTF8 { id(of: $0) }
  }

  /// The token of an id; `nil` where no token has it.
  func token(of id: UInt32) -> String? { names[id] }
}

/// Whether memory holds these bytes.
@inline(__always) func equal(_ memory: UnsafePointer<UInt8>, _ bytes: Bytes) -> Bool {
  for place in 0..<bytes.count where memory[place] != bytes[place] { return false }
  return true
}

/// Tokens by id: a list where ids are dense, a dictionary where they are not.
struct TokenNames: Sendable {
  private var dense: [String?] = []
  private var sparse: [UInt32: String] = [:]

  init(_ tokens: [(token: String, id: UInt32)]) {
    let limit = tokens.count * 2 + 1024
    for (token, id) in tokens {
      if id >= limit {
        sparse[id] = token
      } else {
        while dense.count <= id { dense.append(nil) }
        dense[Int(id)] = token
      }
    }
  }

  subscript(id: UInt32) -> String? { id < dense.count ? dense[Int(id)] : sparse[id] }
}
