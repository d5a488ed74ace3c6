import Foundation
import Inference
import ModelGraphs

/// A model of one text tower, opened at first use.
final class TextModel: Sendable {
  /// The open model and what is read from it.
  struct Opened: Sendable {
    let session: InferenceSession
    let output: EmbeddingOutput
    /// Whether the model is told which tokens are padding.
    let isMasked: Bool
    /// The one number of texts that the model takes, or that keeps each text's embedding its own; nil where any does.
    let fixedBatch: Int?
    /// The one number of tokens that the model takes; nil where it takes any.
    let fixedLength: Int?
  }

  private let name: String
  private let file: URL
  private let reading: OutputReading
  private let options: SessionOptions
  private let model = OpenedModel<Opened>()

  init(name: String, file: URL, reading: OutputReading, options: SessionOptions) {
    self.name = name
    self.file = file
    self.reading = reading
    self.options = options
  }

  /// The open model; the first caller opens it while others wait.
  func opened() throws -> Opened { try model.value(opening: open) }

  private static let known = ["input_ids", "attention_mask", "token_type_ids", "position_ids"]

  private func open() throws -> Opened {
    let session = try InferenceSession(model: file, options: options)
    let inputs = session.inputs
    guard let ids = inputs.first(where: { $0.name == "input_ids" }),
      inputs.allSatisfy({
        Self.known.contains($0.name) && ($0.type == .int64 || $0.type == .int32) && $0.shape.count == 2
          && $0.fixedLength(ofAxis: 0) ?? 1 >= 1 && $0.fixedLength(ofAxis: 1) ?? 1 >= 1
      })
    else {
      throw problem(
        "it takes \(list(inputs)), where a model of texts takes input_ids [batch, tokens], "
          + "and perhaps attention_mask, token_type_ids and position_ids, of int64 or int32")
    }
    let isMasked = inputs.contains { $0.name == "attention_mask" }
    let output: EmbeddingOutput
    do {
      output = try EmbeddingOutput(reading, of: .text(masked: isMasked), among: session.outputs)
    } catch {
      throw problem("it gives \(list(session.outputs)), \(error.reason)")
    }
    return Opened(
      session: session, output: output, isMasked: isMasked,
      fixedBatch: try ids.fixedLength(ofAxis: 0) ?? (ModelGraph(contentsOf: file).keepsRowsApart ? nil : 1),
      fixedLength: ids.fixedLength(ofAxis: 1))
  }

  /// Runs the model on a batch.
  ///
  /// - Parameters:
  ///   - batch: the texts, no more than the model takes.
  ///   - opened: what ``opened()`` returned.
  /// - Returns: a vector for each row of the batch.
  /// - Throws: ``InferenceError``, or ``EncoderProblem`` where the output is not of the stated shape.
  func embeddings(of batch: TextBatch, by opened: Opened) throws -> [[Float]] {
    var given = batch
    if let size = opened.fixedBatch, let last = batch.rows.last, size > batch.rows.count {
      given = TextBatch(
        rows: batch.rows + Array(repeating: last, count: size - batch.rows.count), length: batch.length,
        padding: batch.padding, readsPadding: batch.readsPadding)
    }
    var tensors: [String: Tensor] = [:]
    for input in opened.session.inputs { tensors[input.name] = try given.tensor(for: input) }
    let outputs = try opened.session.run(tensors, outputs: [opened.output.name])
    guard let tensor = outputs[opened.output.name] else { throw problem("it gave no \(opened.output.name)") }
    do {
      return try opened.output.vectors(
        in: tensor, count: batch.rows.count, mask: opened.output.form.isTokens ? given.ownTokens : nil)
    } catch let error as EmbeddingOutput.Unreadable {
      throw problem("it took input_ids \([given.rows.count, given.length]) \(error.reason)")
    }
  }

  private func list(_ tensors: [TensorDescription]) -> String {
    tensors.map(\.description).joined(separator: "; ")
  }

  private func problem(_ message: String) -> EncoderProblem {
    EncoderProblem(name: name, purpose: .encodeTexts, message: message)
  }
}

extension EmbeddingOutput.Form {
  var isTokens: Bool { if case .tokens = self { true } else { false } }
}
