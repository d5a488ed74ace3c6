import Foundation
import Imaging
import Inference

/// A model that takes one picture of any size as float32 [1, 3, height, width].
final class PixelModel: Sendable {
  /// How a picture's bytes become numbers.
  enum Samples: Sendable {
    /// Red, green and blue from 0 to 255.
    case redFirst
    /// Blue, green and red as (x / 255 - .5) / .5; right of the picture 0. So PaddleOCR's models are given pictures.
    case blueFirstSigned
  }

  private let name: String
  private let purpose: EncoderProblem.Purpose
  private let file: URL
  private let samples: Samples
  private let options: SessionOptions
  private let model = OpenedModel<InferenceSession>()

  init(name: String, purpose: EncoderProblem.Purpose, file: URL, samples: Samples, options: SessionOptions) {
    self.name = name
    self.purpose = purpose
    self.file = file
    self.samples = samples
    self.options = options
  }

  /// Runs the model.
  ///
  /// - Parameters:
  ///   - image: the picture.
  ///   - width: how many columns the model is given, no fewer than the picture's.
  /// - Returns: the outputs in the model's order, at least one, each of float32.
  /// - Throws: ``EncoderProblem`` where the model is another one; `InferenceError`.
  func run(_ image: PixelImage, width: Int) throws -> [Tensor] {
    let session = try model.value { try InferenceSession(model: file, options: options) }
    guard session.inputs.count == 1, let input = session.inputs.first, !session.outputs.isEmpty else {
      throw problem("it takes \(session.inputs.count) inputs and gives \(session.outputs.count) outputs")
    }
    let names = session.outputs.map(\.name)
    let given = try session.run([input.name: try tensor(of: image, width: width)], outputs: names)
    let outputs = names.compactMap { given[$0] }.filter { $0.type == .float32 }
    guard outputs.count == names.count else { throw problem("it gave other numbers than float32") }
    return outputs
  }

  private func tensor(of image: PixelImage, width: Int) throws -> Tensor {
    try Tensor(shape: [1, 3, image.height, width], of: Float.self) { numbers in
      image.pixels.withUnsafeBufferPointer { source in
        let plane = image.height * width
        for row in 0..<image.height {
          for column in 0..<image.width {
            let (from, to) = ((row * image.width + column) * 3, row * width + column)
            for channel in 0..<3 {
              switch samples {
              case .redFirst: numbers[channel * plane + to] = Float(source[from + channel])
              case .blueFirstSigned:
                numbers[channel * plane + to] = Float(source[from + 2 - channel]) / 127.5 - 1
              }
            }
          }
        }
      }
    }
  }

  func problem(_ message: String) -> EncoderProblem {
    EncoderProblem(name: name, purpose: purpose, message: message)
  }
}
