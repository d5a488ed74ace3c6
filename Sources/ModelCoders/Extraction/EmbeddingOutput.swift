import ContentCoding
import Inference

/// The output of an open model that is read, and how.
struct EmbeddingOutput: Sendable {
  /// What the axes of the output mean.
  enum Form: Hashable, Sendable {
    /// [batch, n]
    case vector
    /// [batch, tokens, d]
    case tokens(EncoderPooling)
    /// [batch, d, height, width]
    case map
  }

  /// What a model embeds; decides which output is taken where none is named.
  enum Kind: Hashable, Sendable {
    case picture
    /// A text; whether the model is told which tokens are padding.
    case text(masked: Bool)
  }

  /// Why no output can be read: the end of a sentence that began with the outputs there are.
  struct Unreadable: Error {
    let reason: String
  }

  let name: String
  let form: Form
  /// The length of a vector, where the model states it.
  let dimension: Int?
  private let leadingTokens: Int
  private let normalises: Bool

  /// Finds the output of `reading` among `outputs`.
  init(_ reading: OutputReading, of kind: Kind, among outputs: [TensorDescription]) throws(Unreadable) {
    let found = try Self.output(reading, of: kind, among: outputs)
    guard found.type == .float32 || found.type == .float16 else {
      throw Unreadable(reason: "and \(found.name) holds \(found.type), not float32 or float16")
    }
    name = found.name
    leadingTokens = reading.leadingTokens
    normalises = reading.normalises
    switch (found.shape.count, reading.pooling) {
    case (2, nil):
      form = .vector
      dimension = found.fixedLength(ofAxis: 1)
    case (3, let pooling):
      let pooling = pooling ?? (kind == .picture ? .cls : .mean)
      guard kind != .picture || leadingTokens > 0 || pooling == .mean else {
        throw Unreadable(reason: "and \(found.name) has no CLS token, so only the mean can be read")
      }
      form = .tokens(pooling)
      dimension = found.fixedLength(ofAxis: 2).map { pooling == .clsMean ? $0 * 2 : $0 }
    case (4, nil), (4, .mean):
      form = .map
      dimension = found.fixedLength(ofAxis: 1)
    case (4, let pooling?):
      throw Unreadable(
        reason:
          "and \(found.name) is a map of places, of which the mean can be read and not \(pooling.rawValue)")
    case (_, let pooling?):
      throw Unreadable(
        reason: "and \(found.name) is one vector already, which no \(pooling.rawValue) applies to")
    case (_, nil):
      throw Unreadable(reason: "and \(found.name) is no embedding")
    }
    if let dimension, !(1...(1 << 20)).contains(dimension) {
      throw Unreadable(reason: "and \(found.name) is no embedding, for it has \(dimension) numbers")
    }
  }

  private static func output(
    _ reading: OutputReading, of kind: Kind, among outputs: [TensorDescription]
  ) throws(Unreadable) -> TensorDescription {
    func first(_ names: [String]) -> TensorDescription? {
      names.lazy.compactMap { name in outputs.first { $0.name == name && (2...4).contains($0.shape.count) } }
        .first
    }
    if let name = reading.output {
      guard let found = outputs.first(where: { $0.name == name }) else {
        throw Unreadable(reason: "which is no embedding [batch, n] called \(name)")
      }
      return found
    }
    if let pooling = reading.pooling {
      let poolable = outputs.first { $0.shape.count == 3 || $0.shape.count == 4 && pooling == .mean }
      guard let found = first(["last_hidden_state", "token_embeddings"]) ?? poolable else {
        throw Unreadable(reason: "none of which has a vector for each token, as \(pooling.rawValue) needs")
      }
      return found
    }
    let names =
      switch kind {
      case .picture: ["image_embeds", "pooler_output", "last_hidden_state"]
      case .text(let masked):
        ["text_embeds", "sentence_embedding"]
          + (masked ? ["last_hidden_state", "token_embeddings"] : ["pooler_output", "last_hidden_state"])
      }
    let stated = outputs.first { $0.shape.count == 2 && $0.fixedLength(ofAxis: 1) != nil }
    guard let found = first(names) ?? stated else {
      let item = kind == .picture ? "picture" : "text"
      throw Unreadable(reason: "none of which is one embedding [batch, n] a \(item)")
    }
    return found
  }
}

extension EmbeddingOutput {
  /// The vectors of the first `count` items of a batch.
  ///
  /// - Parameters:
  ///   - tensor: what the model gave.
  ///   - count: how many items were put in; those after them are padding of the batch.
  ///   - mask: for texts, 1 for each token that counts and 0 for padding, row after row; nil where all count.
  /// - Returns: `count` vectors.
  /// - Throws: ``Unreadable`` where the tensor is not of the shape that the model stated.
  func vectors(in tensor: Tensor, count: Int, mask: [Int64]? = nil) throws -> [[Float]] {
    let rank =
      switch form {
      case .vector: 2
      case .tokens: 3
      case .map: 4
      }
    guard tensor.type == .float32, tensor.shape.count == rank, tensor.shape[0] >= count,
      mask.map({ $0.count == tensor.shape[0] * tensor.shape[1] }) ?? true
    else {
      throw Unreadable(reason: "and gave \(name) as \(tensor), which is not one embedding for each")
    }
    guard !tensor.shape.dropFirst().contains(0) else {
      throw Unreadable(reason: "and gave \(name) as \(tensor), which is empty")
    }
    let stride = tensor.shape.dropFirst().reduce(1, *)
    return try tensor.withElements(of: Float.self) { elements in
      try (0..<count).map { item in
        let values = UnsafeBufferPointer(rebasing: elements[item * stride..<(item + 1) * stride])
        return scaled(try vector(of: values, shape: tensor.shape, keeping: mask, item: item))
      }
    }
  }

  private func vector(
    of values: UnsafeBufferPointer<Float>, shape: [Int], keeping mask: [Int64]?, item: Int
  ) throws -> [Float] {
    switch form {
    case .vector: return Array(values)
    case .map:
      let places = shape[2] * shape[3]
      return (0..<shape[1]).map { channel in
        Float(
          values[channel * places..<(channel + 1) * places].reduce(0.0) { $0 + Double($1) } / Double(places))
      }
    case .tokens(let pooling):
      let tokens = shape[1]
      let kept =
        mask.map { mask in (0..<tokens).filter { mask[item * tokens + $0] != 0 } }
        ?? Array(min(leadingTokens, tokens)..<tokens)
      guard let first = mask == nil ? 0 : kept.first, !kept.isEmpty || pooling == .cls else {
        throw Unreadable(
          reason: "and gave \(name) as \(tensor(shape)), which has no tokens to take the mean of")
      }
      let pooled = TokenPooling(values: values, width: shape[2])
      return switch pooling {
      case .cls: pooled.token(first)
      case .mean: pooled.mean(of: kept)
      case .clsMean: pooled.token(first) + pooled.mean(of: kept)
      }
    }
  }

  private func tensor(_ shape: [Int]) -> String { "float32 \(shape)" }

  /// The vector with length 1 where that is asked for; sums in double precision.
  private func scaled(_ vector: [Float]) -> [Float] {
    guard normalises else { return vector }
    let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    return length > 0 ? vector.map { Float(Double($0) / length) } : vector
  }
}

/// The vectors of one item's tokens, row after row.
private struct TokenPooling {
  let values: UnsafeBufferPointer<Float>
  let width: Int

  func token(_ index: Int) -> [Float] {
    Array(values[index * width..<(index + 1) * width])
  }

  /// The mean over `tokens`, of which there is at least one; sums in double precision.
  func mean(of tokens: [Int]) -> [Float] {
    var sums = [Double](repeating: 0, count: width)
    for token in tokens {
      for index in 0..<width { sums[index] += Double(values[token * width + index]) }
    }
    return sums.map { Float($0 / Double(tokens.count)) }
  }
}

extension Feature {
  /// The embedding as a feature; missing where a number is not finite.
  init(embedding: [Float], by name: String) {
    self =
      embedding.allSatisfy(\.isFinite)
      ? .vector(embedding)
      : .missing(Reason(.invalidFeature, "\(name) gave numbers that are not finite"))
  }
}
