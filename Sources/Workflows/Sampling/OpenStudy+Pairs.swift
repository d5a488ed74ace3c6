import ContentCoding
import Storage

extension OpenStudy {
  /// The pair sample called `name`.
  package func existingPairs(_ name: String) throws -> PairSample {
    guard let sample = try study.pairs(name) else {
      let known = try study.pairSamples().map(\.name)
      throw UserError(
        "the study has no pairs \(name); "
          + (known.isEmpty
            ? "draw some with codeframe pairs N --name NAME" : "it has \(known.joined(separator: ", "))"))
    }
    return sample
  }
}

extension PairSample {
  /// The pairs as they are shown to `coder`: in an order of the person's own, or by number where nobody is named.
  package func pairs(inOrderOf coder: String?, seed: UInt64) -> [PostPair] {
    guard let coder else { return pairs }
    let order = DrawOrder(seed: seed, purpose: "pairs \(name) for \(coder)")
    let places = order.sorted(pairs.map { String($0.number) })
    let byNumber = Dictionary(pairs.map { (String($0.number), $0) }, uniquingKeysWith: { first, _ in first })
    return places.compactMap { byNumber[$0] }
  }
}
