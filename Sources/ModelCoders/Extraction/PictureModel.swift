import Foundation
import Inference
import Synchronization

/// A model of one picture tower, opened at first use.
final class PictureModel: Sendable {
  /// The open model and what is read from it.
  struct Opened: Sendable {
    let session: InferenceSession
    let input: String
    let output: String
    let dimension: Int
    /// The one number of pictures that the model takes, or that keeps each picture's embedding its own; nil where any does.
    let fixedBatch: Int?
  }

  private let name: String
  private let file: URL
  private let side: (height: Int, width: Int)
  private let output: String?
  private let options: SessionOptions
  private let state = Mutex<Opened?>(nil)

  /// A model that is to be given pictures of `side`.
  init(
    name: String, file: URL, side: (height: Int, width: Int), output: String?, options: SessionOptions
  ) {
    self.name = name
    self.file = file
    self.side = side
    self.output = output
    self.options = options
  }

  /// The open model; the first caller opens it while others wait.
  func opened() throws -> Opened {
    try state.withLock { state in
      if let state { return state }
      let opened = try open()
      state = opened
      return opened
    }
  }

  private func open() throws -> Opened {
    let session = try InferenceSession(model: file, options: options)
    let pixels = try input(of: session)
    let candidates = session.outputs.filter { $0.shape.count == 2 && $0.fixedLength(ofAxis: 1) != nil }
    let embedding =
      if let output { candidates.first { $0.name == output } } else {
        candidates.first { ["image_embeds", "pooler_output"].contains($0.name) } ?? candidates.first
      }
    guard let embedding, let dimension = embedding.fixedLength(ofAxis: 1) else {
      let wanted = output.map { "which is no embedding [batch, n] called \($0)" }
      throw problem(
        "it gives \(list(session.outputs)), \(wanted ?? "none of which is one embedding [batch, n] a picture")"
      )
    }
    return Opened(
      session: session, input: pixels.name, output: embedding.name, dimension: dimension,
      fixedBatch: try pixels.fixedLength(ofAxis: 0)
        ?? (ModelGraph(contentsOf: file).keepsRowsApart ? nil : 1))
  }

  /// The one input, which must take pictures as they are prepared.
  private func input(of session: InferenceSession) throws -> TensorDescription {
    guard session.inputs.count == 1, let pixels = session.inputs.first, pixels.name == "pixel_values",
      pixels.type == .float32 || pixels.type == .float16, pixels.shape.count == 4,
      pixels.fixedLength(ofAxis: 1) ?? 3 == 3, pixels.fixedLength(ofAxis: 0) ?? 1 >= 1
    else {
      throw problem(
        "it takes \(list(session.inputs)), where a picture encoder takes pixel_values [batch, 3, height, width] alone"
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
    EncoderProblem(name: name, message: message)
  }
}

/// A model that is no picture encoder.
public struct EncoderProblem: Error, CustomStringConvertible {
  let name: String
  let message: String

  /// The model and what is wrong with it.
  public var description: String { "\(name) cannot encode pictures: \(message)" }
}
