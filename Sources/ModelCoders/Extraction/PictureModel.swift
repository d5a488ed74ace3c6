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
  }

  private let name: String
  private let file: URL
  private let output: String?
  private let options: SessionOptions
  private let state = Mutex<Opened?>(nil)

  init(name: String, file: URL, output: String?, options: SessionOptions) {
    self.name = name
    self.file = file
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
    guard let pixels = session.inputs.first(where: { $0.name == "pixel_values" && $0.shape.count == 4 })
    else {
      throw EncoderProblem(
        name: name,
        message:
          "it takes \(session.inputs), where a picture encoder takes pixel_values [batch, 3, height, width]")
    }
    let candidates = session.outputs.filter { $0.shape.count == 2 && $0.fixedLength(ofAxis: 1) != nil }
    let embedding =
      if let output { candidates.first { $0.name == output } } else {
        candidates.first { ["image_embeds", "pooler_output"].contains($0.name) } ?? candidates.first
      }
    guard let embedding, let dimension = embedding.fixedLength(ofAxis: 1) else {
      throw EncoderProblem(
        name: name,
        message: "it gives \(session.outputs), none of which is one embedding [batch, n] a picture")
    }
    return Opened(session: session, input: pixels.name, output: embedding.name, dimension: dimension)
  }
}

/// A model that is no picture encoder.
public struct EncoderProblem: Error, CustomStringConvertible {
  let name: String
  let message: String

  /// The model and what is wrong with it.
  public var description: String { "\(name) cannot encode pictures: \(message)" }
}
