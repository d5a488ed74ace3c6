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
    /// Red, green and blue as (x * factor - mean) / deviation.
    case normalised(factor: Double, mean: [Double], deviation: [Double])

    /// Which sample of a pixel goes to a channel, and what each of its 256 values becomes.
    fileprivate func channel(_ number: Int) -> (source: Int, table: [Float]) {
      switch self {
      case .redFirst: (number, (0..<256).map(Float.init))
      case .blueFirstSigned: (2 - number, (0..<256).map { Float($0) / 127.5 - 1 })
      case .normalised(let factor, let mean, let deviation):
        (number, (0..<256).map { Float((Double($0) * factor - mean[number]) / deviation[number]) })
      }
    }
  }

  /// The input that says which pixels are the picture's, which exports of DETR take coarser than the picture; all are.
  private static let mask = "pixel_mask"
  private static let maskSide = 64

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
    let masks = session.inputs.filter { $0.name == Self.mask && $0.shape.count == 3 && $0.type == .int64 }
    guard session.inputs.count == 1 + masks.count,
      let input = session.inputs.first(where: { $0.name != Self.mask }), !session.outputs.isEmpty
    else { throw problem("it takes \(session.inputs.map(\.name).joined(separator: ", "))") }
    var inputs = [input.name: try tensor(of: image, width: width)]
    for mask in masks {
      let sides = [1, 2].map { mask.fixedLength(ofAxis: $0) ?? Self.maskSide }
      inputs[mask.name] = try Tensor(
        [Int64](repeating: 1, count: sides[0] * sides[1]), shape: [1] + sides)
    }
    let names = session.outputs.filter { $0.type == .float32 || $0.type == .float16 }.map(\.name)
    let given = try PixelBudget.shared.spending(image.height * width) {
      try session.run(inputs, outputs: names)
    }
    let outputs = names.compactMap { given[$0] }.filter { $0.type == .float32 }
    guard !outputs.isEmpty else { throw problem("it gave no float32") }
    return outputs
  }

  private func tensor(of image: PixelImage, width: Int) throws -> Tensor {
    try Tensor(shape: [1, 3, image.height, width], of: Float.self) { numbers in
      image.pixels.withUnsafeBufferPointer { source in
        for channel in 0..<3 {
          let (sample, table) = samples.channel(channel)
          for row in 0..<image.height {
            let (from, to) = (row * image.width * 3 + sample, (channel * image.height + row) * width)
            for column in 0..<image.width { numbers[to + column] = table[Int(source[from + column * 3])] }
          }
        }
      }
    }
  }

  func problem(_ message: String) -> EncoderProblem {
    EncoderProblem(name: name, purpose: purpose, message: message)
  }
}
