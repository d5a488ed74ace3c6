import Foundation
import Imaging
import Inference

/// Reads one line of text that stands alone in a picture.
struct LineReader: Sendable {
  /// The height that lines are scaled to, in pixels.
  static let height = 48
  /// What lines that are less wide are filled up to, in pixels; so the reference's model was trained.
  static let leastWidth = 320
  /// The columns that are looked at to say whether a line is upside down.
  static let directionWidth = 192
  /// From which probability on a line is turned.
  static let leastDirection: Float = 0.9
  /// Longer lines are scaled to this: 100 times as wide as high.
  static let greatestWidth = 4_800

  let reading: PixelModel
  let direction: PixelModel
  /// The characters that the model tells apart, behind the blank, which is 0.
  let characters: [String]

  /// The text of a line, and the mean probability of its characters.
  ///
  /// - Throws: ``EncoderProblem`` or `InferenceError`.
  func read(_ line: PixelImage) throws -> (text: String, confidence: Double) {
    let line = try isUpsideDown(line) ? line.turnedOver : line
    let width = min(Self.greatestWidth, Self.scaledWidth(of: line))
    let small = line.resizedLinearly(width: width, height: Self.height)
    // A few widths, so that the engine plans its memory a few times.
    let scores = try reading.run(small, width: max(Self.leastWidth, (width + 31) / 32 * 32))[0]
    guard scores.shape.count == 3, scores.shape[0] == 1, scores.shape[2] == characters.count + 1 else {
      throw reading.problem("it gave \(scores), and \(characters.count) characters are known")
    }
    return try scores.withElements(of: Float.self) { decode($0, steps: scores.shape[1]) }
  }

  private static func scaledWidth(of line: PixelImage) -> Int {
    max(1, Int((Double(height) * Double(line.width) / Double(line.height)).rounded(.up)))
  }

  private func isUpsideDown(_ line: PixelImage) throws -> Bool {
    let width = min(Self.directionWidth, Self.scaledWidth(of: line))
    let given = try direction.run(
      line.resizedLinearly(width: width, height: Self.height), width: Self.directionWidth)[0]
    guard given.shape == [1, 2] else { throw direction.problem("it gave \(given), not two probabilities") }
    return try given.withElements(of: Float.self) { $0[1] > $0[0] && $0[1] > Self.leastDirection }
  }

  /// The most probable class of each step; repeated ones count once, blanks not at all.
  ///
  /// Source: A. Graves and others, Connectionist temporal classification, ICML 2006, best path decoding.
  private func decode(_ scores: UnsafeBufferPointer<Float>, steps: Int) -> (text: String, confidence: Double)
  {
    let classes = characters.count + 1
    var (text, sum, count, before) = ("", 0.0, 0, 0)
    for step in 0..<steps {
      let row = scores[step * classes..<(step + 1) * classes]
      var (best, greatest) = (0, -Float.infinity)
      for (place, score) in row.enumerated() where score > greatest { (best, greatest) = (place, score) }
      if best != before, best > 0 {
        text += characters[best - 1]
        sum += Double(greatest)
        count += 1
      }
      before = best
    }
    return (text, count > 0 ? sum / Double(count) : 0)
  }
}
