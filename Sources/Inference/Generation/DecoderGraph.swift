/// One file of a decoder, with the parts that its inputs and outputs play.
struct DecoderGraph: Sendable {
  static let ids = "input_ids"
  static let mask = "encoder_attention_mask"
  static let states = "encoder_hidden_states"
  static let branch = "use_cache_branch"
  static let logits = "logits"

  let session: InferenceSession
  /// The type of token ids.
  let idType: ElementType
  /// What the file takes of the cache; empty for a file of the first step.
  let past: [CacheSlot: TensorDescription]
  /// What the file gives of the cache.
  let present: Set<CacheSlot>

  private let names: Set<String>

  /// Reads what an open file takes and gives.
  ///
  /// - Throws: `InferenceError` with code `model` where that is no decoder's.
  init(_ session: InferenceSession) throws(InferenceError) {
    self.session = session
    names = Set(session.inputs.map(\.name))
    var past: [CacheSlot: TensorDescription] = [:]
    var idType: ElementType?
    for input in session.inputs {
      let isFit: Bool
      switch input.name {
      case Self.ids:
        idType = input.type
        isFit = input.isInteger && input.shape.count == 2
      case Self.mask: isFit = input.isInteger && input.shape.count == 2
      case Self.states: isFit = input.isReal && input.shape.count == 3
      case Self.branch: isFit = input.type == .bool && input.shape.count == 1
      default:
        let slot = CacheSlot(input.name, CacheSlot.past)
        isFit =
          slot != nil && input.isReal && input.shape.count == 4 && input.fixedLength(ofAxis: 2) == nil
        if let slot { past[slot] = input }
      }
      guard isFit else {
        throw InferenceError(
          .model, model: session.model,
          "a decoder takes \(Self.ids) [batch, tokens], \(Self.mask), \(Self.states) [batch, tokens, n], "
            + "\(CacheSlot.past).0.decoder.key [batch, heads, tokens, n] and its like, and perhaps "
            + "\(Self.branch), but this takes \(input)")
      }
    }
    guard let idType,
      session.outputs.contains(where: { $0.name == Self.logits && $0.isReal && $0.shape.count == 3 })
    else {
      throw InferenceError(
        .model, model: session.model,
        "a decoder takes \(Self.ids) and gives \(Self.logits) [batch, tokens, vocabulary], but this takes "
          + "\(session.inputs.map(\.description).joined(separator: "; ")) and gives "
          + session.outputs.map(\.description).joined(separator: "; "))
    }
    self.idType = idType
    self.past = past
    present = Set(session.outputs.compactMap { CacheSlot($0.name, CacheSlot.present) })
  }

  /// Whether the file has an input of that name.
  func takes(_ name: String) -> Bool { names.contains(name) }

  /// Checks that the file can do the first step, and that its cache is what `later` takes.
  ///
  /// - Throws: `InferenceError` with code `model` where it cannot.
  func checkPair(with later: DecoderGraph) throws(InferenceError) {
    guard takes(Self.states) else {
      throw InferenceError(.model, model: session.model, "it does not take \(Self.states)")
    }
    let own = later.past.keys.filter { $0.side == .decoder }
    guard !own.isEmpty else {
      throw InferenceError(
        .model, model: later.session.model, "it takes no cache, such as \(CacheSlot.past).0.decoder.key")
    }
    if let lacking = later.past.keys.first(where: { !present.contains($0) }) {
      throw InferenceError(
        .model, model: session.model,
        "it does not give \(lacking.presentName), which \(later.session.model.lastPathComponent) needs")
    }
    if let lacking = own.first(where: { !later.present.contains($0) }) {
      throw InferenceError(
        .model, model: later.session.model, "it takes \(lacking.pastName) but gives no \(lacking.presentName)"
      )
    }
  }
}

extension TensorDescription {
  var isInteger: Bool { type == .int64 || type == .int32 }
  var isReal: Bool { type == .float32 || type == .float16 }
}
