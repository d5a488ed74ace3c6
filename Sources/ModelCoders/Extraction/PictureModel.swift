import Foundation
import Inference
import ModelGraphs

/// A model of one picture tower, opened at first use.
final class PictureModel: Sendable {
  /// The open model and what is read from it.
  struct Opened: Sendable {
    let session: InferenceSession
    let input: String
    let output: EmbeddingOutput
    /// The length of a vector.
    let dimension: Int
    /// The one number of pictures that the model takes, or that keeps each picture's embedding its own; nil where any does.
    let fixedBatch: Int?
  }

  private let name: String
  private let file: URL
  private let side: (height: Int, width: Int)
  private let reading: OutputReading
  private let purpose: EncoderProblem.Purpose
  private let options: SessionOptions
  private let model = OpenedModel<Opened>()

  /// A model that is to be given pictures of `side`.
  init(
    name: String, file: URL, side: (height: Int, width: Int), reading: OutputReading,
    purpose: EncoderProblem.Purpose, options: SessionOptions
  ) {
    self.name = name
    self.file = file
    self.side = side
    self.reading = reading
    self.purpose = purpose
    self.options = options
  }

  /// The open model; the first caller opens it while others wait.
  func opened() throws -> Opened { try model.value(opening: open) }

  private func open() throws -> Opened {
    let session = try InferenceSession(model: file, options: options)
    let pixels = try input(of: session)
    let output: EmbeddingOutput
    do {
      output = try EmbeddingOutput(reading, of: .picture, among: session.outputs)
    } catch {
      throw problem("it gives \(list(session.outputs)), \(error.reason)")
    }
    let fixedBatch =
      try pixels.fixedLength(ofAxis: 0) ?? (ModelGraph(contentsOf: file).keepsRowsApart ? nil : 1)
    return Opened(
      session: session, input: pixels.name, output: output,
      dimension: try output.dimension ?? length(of: output, from: session, batch: fixedBatch ?? 1),
      fixedBatch: fixedBatch)
  }

  /// The length of an embedding that the model does not state, found with a black picture.
  private func length(of output: EmbeddingOutput, from session: InferenceSession, batch: Int) throws -> Int {
    let black = try Tensor(shape: [batch, 3, side.height, side.width], of: Float.self) { _ in }
    return try embeddings(of: black, count: 1, from: session, reading: output).first?.count ?? 0
  }

  /// Runs the model on a batch.
  ///
  /// - Parameters:
  ///   - pixels: the batch.
  ///   - count: how many of its pictures are wanted.
  ///   - opened: what ``opened()`` returned.
  /// - Returns: a vector for each of the first `count` pictures, all of the same length.
  /// - Throws: ``InferenceError``, or ``EncoderProblem`` where the output is not of the stated shape.
  func embeddings(of pixels: Tensor, count: Int, by opened: Opened) throws -> [[Float]] {
    let vectors = try embeddings(of: pixels, count: count, from: opened.session, reading: opened.output)
    guard vectors.allSatisfy({ $0.count == opened.dimension }) else {
      throw problem("its embeddings have \(vectors[0].count) numbers where \(opened.dimension) were expected")
    }
    return vectors
  }

  private func embeddings(
    of pixels: Tensor, count: Int, from session: InferenceSession, reading output: EmbeddingOutput
  ) throws -> [[Float]] {
    let given = try session.run([Self.input: pixels], outputs: [output.name])
    guard let tensor = given[output.name] else { throw problem("it gave no \(output.name)") }
    do {
      return try output.vectors(in: tensor, count: count)
    } catch let error as EmbeddingOutput.Unreadable {
      throw problem("it took \(pixels) \(error.reason)")
    }
  }

  private static let input = "pixel_values"

  /// The one input, which must take pictures as they are prepared.
  private func input(of session: InferenceSession) throws -> TensorDescription {
    guard session.inputs.count == 1, let pixels = session.inputs.first, pixels.name == Self.input,
      pixels.type == .float32 || pixels.type == .float16, pixels.shape.count == 4,
      pixels.fixedLength(ofAxis: 1) ?? 3 == 3, pixels.fixedLength(ofAxis: 0) ?? 1 >= 1
    else {
      throw problem(
        "it takes \(list(session.inputs)), where a model of pictures takes pixel_values [batch, 3, height, width] alone"
      )
    }
    guard pixels.fixedLength(ofAxis: 2) ?? side.height == side.height,
      pixels.fixedLength(ofAxis: 3) ?? side.width == side.width
    else {
      throw problem(
        "it takes \(pixels), and preprocessor_config.json makes \(side.height) x \(side.width) pixels")
    }
    return pixels
  }

  private func list(_ tensors: [TensorDescription]) -> String {
    tensors.map(\.description).joined(separator: "; ")
  }

  private func problem(_ message: String) -> EncoderProblem {
    EncoderProblem(name: name, purpose: purpose, message: message)
  }
}
