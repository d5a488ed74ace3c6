/// A model that reads one text and writes another, such as T5: an encoder, and a decoder with a cache of keys and values.
///
/// The encoder runs once a text. The decoder's first step gives the keys and values of the encoded text, which all later
/// steps share where they lie; a later step is given one token and the cache, and gives the cache with that token's keys and
/// values. Texts go through one at a time, so that a text's answer never depends on others.
///
/// Safe to use from several threads at the same time.
public final class EncoderDecoder: Sendable {
  static let states = "last_hidden_state"

  /// The files.
  public let files: EncoderDecoderFiles

  private let encoder: InferenceSession
  private let first: DecoderGraph
  private let later: DecoderGraph

  /// Opens a model.
  ///
  /// - Parameters:
  ///   - files: The encoder and the decoder, with the names of inputs and outputs that Optimum gives them.
  ///   - options: How to compute.
  /// - Throws: `InferenceError`, with the file, where one cannot be opened or is no such part of a model.
  public init(
    _ files: EncoderDecoderFiles, options: SessionOptions = SessionOptions()
  ) throws(InferenceError) {
    self.files = files
    encoder = try InferenceSession(model: files.encoder, options: options)
    switch files.decoder {
    case .merged(let file):
      first = try DecoderGraph(InferenceSession(model: file, options: options))
      later = first
      guard first.takes(DecoderGraph.branch) else {
        throw InferenceError(
          .model, model: file, "it does not take \(DecoderGraph.branch), so it is no merged decoder")
      }
    case .separate(let firstFile, let laterFile):
      first = try DecoderGraph(InferenceSession(model: firstFile, options: options))
      later = try DecoderGraph(InferenceSession(model: laterFile, options: options))
      for graph in [first, later] where graph.takes(DecoderGraph.branch) {
        throw InferenceError(
          .model, model: graph.session.model, "it is a merged decoder, not one of two files")
      }
      guard first.past.isEmpty else {
        throw InferenceError(.model, model: firstFile, "it takes a cache, so it does not do the first step")
      }
    }
    try Self.check(encoder)
    try first.checkPair(with: later)
  }

  /// Runs the encoder.
  ///
  /// - Parameter ids: The text's tokens, the end mark included where the model wants one; at least one.
  /// - Returns: What the decoder reads of the text.
  /// - Throws: `InferenceError` where the model does not know a token or fails.
  public func encode(_ ids: [Int]) throws(InferenceError) -> EncodedText {
    guard !ids.isEmpty else { throw InferenceError(.tensor, model: files.encoder, "a text without tokens") }
    var inputs: [String: Tensor] = [:]
    var masks: [ElementType: Tensor] = [:]
    for type in [ElementType.int64, .int32] {
      masks[type] = try .tokens(ids.map { _ in 1 }, type)
    }
    for input in encoder.inputs {
      inputs[input.name] =
        input.name == DecoderGraph.ids ? try .tokens(ids, input.type) : masks[input.type]
    }
    let outputs = try encoder.run(inputs, outputs: [Self.states])
    guard let states = outputs[Self.states], states.shape.count == 3, states.shape[0] == 1,
      states.shape[1] == ids.count, states.type == .float32
    else {
      throw InferenceError(
        .run, model: files.encoder,
        "it gave \(outputs[Self.states]?.description ?? "nothing") for \(ids.count) tokens, not [1, \(ids.count), n]"
      )
    }
    return EncodedText(count: ids.count, states: states, mask: masks)
  }

  /// The decoder's first step.
  ///
  /// - Parameters:
  ///   - source: The text, encoded by this model.
  ///   - token: The token that starts every answer, `decoder_start_token_id`.
  /// - Returns: Where the decoder stands after that token.
  /// - Throws: `InferenceError` where the model fails or its answer has another shape than a decoder's.
  public func begin(_ source: EncodedText, with token: Int) throws(InferenceError) -> DecoderState {
    var inputs = try inputs(of: first, source, token)
    for (slot, input) in first.past {
      // The first step does not read the cache, but the input is there in a merged file.
      let shape = [1, input.fixedLength(ofAxis: 1) ?? 1, 0, input.fixedLength(ofAxis: 3) ?? 1]
      inputs[slot.pastName] = try Tensor([Float](), shape: shape)
    }
    if first.takes(DecoderGraph.branch) { inputs[DecoderGraph.branch] = try Tensor([false], shape: [1]) }
    return try state(of: first, inputs, giving: later.past.keys, past: [:], source, count: 1)
  }

  /// A later step.
  ///
  /// - Parameters:
  ///   - state: Where the decoder stands.
  ///   - token: The token that comes next.
  /// - Returns: Where it stands after that token.
  /// - Throws: `InferenceError` where the model fails or its answer has another shape than a decoder's.
  public func next(after state: DecoderState, _ token: Int) throws(InferenceError) -> DecoderState {
    var inputs = try inputs(of: later, state.source, token)
    inputs.merge(state.past) { _, past in past }
    if later.takes(DecoderGraph.branch) { inputs[DecoderGraph.branch] = try Tensor([true], shape: [1]) }
    return try self.state(
      of: later, inputs, giving: later.past.keys.filter { $0.side == .decoder }, past: state.past,
      state.source, count: state.count + 1)
  }

  private func inputs(
    of graph: DecoderGraph, _ source: EncodedText, _ token: Int
  ) throws(InferenceError) -> [String: Tensor] {
    var inputs = [DecoderGraph.ids: try Tensor.tokens([token], graph.idType)]
    for input in graph.session.inputs {
      if input.name == DecoderGraph.mask { inputs[input.name] = source.mask[input.type] }
      if input.name == DecoderGraph.states { inputs[input.name] = source.states }
    }
    return inputs
  }

  /// Runs a step and takes over the part of the cache that it gives anew.
  private func state(
    of graph: DecoderGraph, _ inputs: [String: Tensor], giving slots: some Collection<CacheSlot>,
    past: [String: Tensor], _ source: EncodedText, count: Int
  ) throws(InferenceError) -> DecoderState {
    let outputs = try graph.session.run(
      inputs, outputs: [DecoderGraph.logits] + slots.map(\.presentName))
    var past = past
    for slot in slots {
      let length = slot.side == .decoder ? count : source.count
      guard let present = outputs[slot.presentName], present.shape.count == 4, present.shape[0] == 1,
        present.shape[2] == length, present.type == .float32
      else {
        throw InferenceError(
          .run, model: graph.session.model,
          "the output \(slot.presentName) is \(outputs[slot.presentName]?.description ?? "nothing"), "
            + "not [1, heads, \(length), n]")
      }
      past[slot.pastName] = present
    }
    guard let logits = outputs[DecoderGraph.logits] else {
      throw InferenceError(.run, model: graph.session.model, "it gave no \(DecoderGraph.logits)")
    }
    return DecoderState(
      scores: try TokenScores(logits, tokens: 1, of: graph.session.model), count: count, source: source,
      past: past)
  }

  private static func check(_ encoder: InferenceSession) throws(InferenceError) {
    let known = [DecoderGraph.ids, "attention_mask"]
    guard encoder.inputs.contains(where: { $0.name == DecoderGraph.ids }),
      encoder.inputs.allSatisfy({ known.contains($0.name) && $0.isInteger && $0.shape.count == 2 }),
      encoder.outputs.contains(where: { $0.name == states && $0.isReal && $0.shape.count == 3 })
    else {
      throw InferenceError(
        .model, model: encoder.model,
        "an encoder takes \(known.joined(separator: " and ")) [batch, tokens] and gives \(states) "
          + "[batch, tokens, n], but this takes \(encoder.inputs.map(\.description).joined(separator: "; ")) "
          + "and gives \(encoder.outputs.map(\.description).joined(separator: "; "))")
    }
  }
}

extension Tensor {
  /// Token ids, or a mask, as one row [1, tokens] of `int64` or `int32`.
  fileprivate static func tokens(_ ids: [Int], _ type: ElementType) throws(InferenceError) -> Tensor {
    guard type == .int32 else { return try Tensor(ids.map(Int64.init), shape: [1, ids.count]) }
    let narrow = ids.compactMap(Int32.init(exactly:))
    guard narrow.count == ids.count else {
      throw InferenceError(.tensor, "a token's id does not fit into 32 bits")
    }
    return try Tensor(narrow, shape: [1, ids.count])
  }
}
