import Foundation
import Imaging
import Inference

/// A model that takes one picture of any width as float32 [1, 3, height, width], blue first, and gives one output.
///
/// Samples are (x / 255 - .5) / .5; right of the picture and below it they are 0. This is how the models of PaddleOCR are given pictures.
final class PixelModel: Sendable {
  private let name: String
  private let file: URL
  private let options: SessionOptions
  private let model = OpenedModel<InferenceSession>()

  init(name: String, file: URL, options: SessionOptions) {
    self.name = name
    self.file = file
    self.options = options
  }

  /// Runs the model.
  ///
  /// - Parameters:
  ///   - image: the picture.
  ///   - width: how many columns the model is given, no fewer than the picture's.
  /// - Returns: the output.
  /// - Throws: ``EncoderProblem`` where the model is another one; `InferenceError`.
  func run(_ image: PixelImage, width: Int) throws -> Tensor {
    let session = try model.value { try InferenceSession(model: file, options: options) }
    guard session.inputs.count == 1, session.outputs.count == 1, let input = session.inputs.first,
      let output = session.outputs.first
    else {
      throw problem("it takes \(session.inputs.count) inputs and gives \(session.outputs.count) outputs")
    }
    let pixels = try Tensor(shape: [1, 3, image.height, width], of: Float.self) { samples in
      image.pixels.withUnsafeBufferPointer { source in
        for row in 0..<image.height {
          for column in 0..<image.width {
            let (from, to) = ((row * image.width + column) * 3, row * width + column)
            for channel in 0..<3 {
              samples[channel * image.height * width + to] = Float(source[from + 2 - channel]) / 127.5 - 1
            }
          }
        }
      }
    }
    guard let given = try session.run([input.name: pixels], outputs: [output.name])[output.name],
      given.type == .float32
    else { throw problem("it gave no float32") }
    return given
  }

  func problem(_ message: String) -> EncoderProblem {
    EncoderProblem(name: name, purpose: .readText, message: message)
  }
}
