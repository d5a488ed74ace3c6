/// One tensor of a decoder's key-value cache, by its place in the model.
///
/// As an input it is called `past_key_values.LAYER.SIDE.KIND`, as an output `present.LAYER.SIDE.KIND`.
struct CacheSlot: Hashable, Sendable {
  /// What the keys and values are of.
  enum Side: String, Sendable {
    /// The tokens that were generated; grows with each step.
    case decoder
    /// The text that was encoded; the same from the first step on.
    case encoder
  }

  enum Kind: String, Sendable {
    case key, value
  }

  static let past = "past_key_values"
  static let present = "present"

  let layer: Int
  let side: Side
  let kind: Kind

  /// Reads the name of an input or output; nil where it is none of the cache.
  init?(_ name: String, _ prefix: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == prefix, let layer = Int(parts[1]), (0..<1024).contains(layer),
      let side = Side(rawValue: String(parts[2])), let kind = Kind(rawValue: String(parts[3])),
      String(layer) == parts[1]
    else { return nil }
    (self.layer, self.side, self.kind) = (layer, side, kind)
  }

  var pastName: String { name(Self.past) }
  var presentName: String { name(Self.present) }

  private func name(_ prefix: String) -> String { "\(prefix).\(layer).\(side.rawValue).\(kind.rawValue)" }
}
