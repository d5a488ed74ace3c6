import ContentCoding
import Foundation
import Imaging
import Inference
import ModelGraphs

/// Reads what is written in pictures: PP-OCR's detection, direction and recognition.
///
/// Source: Cui and others, PaddleOCR 3.0, 2025.
/// Lines are read one at a time, so that a line's text does not depend on the lines beside it.
public struct PictureTextReader: MediaExtractor {
  /// The model's files.
  public struct Files: Sendable {
    let detection: URL
    let direction: URL
    let recognition: URL

    /// The three `.onnx` files.
    public init(detection: URL, direction: URL, recognition: URL) {
      self.detection = detection
      self.direction = direction
      self.recognition = recognition
    }
  }

  /// From which confidence on a line is kept.
  static let leastConfidence = 0.5
  /// Larger pictures are scaled down to this, in pixels of the longer side.
  static let greatestSide = 2_000
  /// Smaller pictures are scaled up to this, in pixels of the shorter side.
  static let leastSide = 30
  /// Pictures that are wider by more get black bars above and below.
  static let greatestRatio = 8

  /// `text`; covers the models' files and how they are used.
  public let identity: ExtractorIdentity
  /// A picture takes a while.
  public let batchSize = 2
  private let detector: TextDetector
  private let reader: LineReader

  /// A reader.
  ///
  /// - Parameters:
  ///   - name: what the model is called.
  ///   - files: the models' files.
  ///   - sha256: the hash over them, for the fingerprint.
  ///   - options: threads and provider of the sessions.
  /// - Throws: ``EncoderProblem`` where the recognition's file does not say which characters it knows, and `ModelGraphError`.
  public init(name: String, files: Files, sha256: String, options: SessionOptions = SessionOptions()) throws {
    guard let listed = try ModelGraph(contentsOf: files.recognition).metadata["character"] else {
      throw EncoderProblem(
        name: name, purpose: .readText,
        message: "\(files.recognition.lastPathComponent) does not say which characters it knows")
    }
    let characters = listed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func model(_ file: URL) -> PixelModel {
      PixelModel(name: name, purpose: .readText, file: file, samples: .blueFirstSigned, options: options)
    }
    detector = TextDetector(model: model(files.detection))
    reader = LineReader(
      reading: model(files.recognition),
      direction: model(files.direction),
      characters: (characters.last == "" ? characters.dropLast() : characters) + [" "])
    identity = ExtractorIdentity(
      name: "text", fingerprint: Fingerprint(ofBytes: Array("text 1: \(name) \(sha256)".utf8)))
  }

  /// What is written in a picture.
  ///
  /// - Throws: ``EncoderProblem`` or `InferenceError`, which concern the models.
  public func read(_ image: PixelImage) throws -> PictureText {
    let bounded = image.bounded
    let padding = bounded.paddingForDetection
    let picture = padding > 0 ? bounded.padded(by: padding) : bounded
    let (acrossScale, downScale) = (
      Double(image.width) / Double(bounded.width), Double(image.height) / Double(bounded.height)
    )
    let lines = try detector.lines(in: picture).compactMap { place -> PictureText.Line? in
      guard let straight = picture.straightened(place) else { return nil }
      let line = Double(straight.height) / Double(straight.width) >= 1.5 ? straight.turnedLeft : straight
      let (text, confidence) = try reader.read(line)
      guard confidence >= Self.leastConfidence,
        text.contains(where: { !$0.isWhitespace })
      else { return nil }
      let inPicture = place.mapped {
        Point(
          x: min(Double(image.width), max(0, $0.x * acrossScale)),
          y: min(Double(image.height), max(0, ($0.y - Double(padding)) * downScale)))
      }
      return PictureText.Line(text: text, confidence: confidence, place: inPicture)
    }
    return PictureText(lines: lines, width: image.width, height: image.height)
  }

  /// An empty batch.
  public func makeBatch() -> any ExtractionBatch {
    SightBatch { picture in try Feature(noting: try read(picture)) }
  }
}

extension PixelImage {
  /// The picture within the sizes that text is looked for in.
  fileprivate var bounded: PixelImage {
    let longer = max(width, height)
    let smaller =
      longer > PictureTextReader.greatestSide
      ? scaled(by: Double(PictureTextReader.greatestSide) / Double(longer)) : self
    let shorter = min(smaller.width, smaller.height)
    guard shorter < PictureTextReader.leastSide else { return smaller }
    // A thread does not become a band of any length.
    return smaller.scaled(
      by: min(
        Double(PictureTextReader.leastSide) / Double(shorter),
        Double(PictureTextReader.greatestSide) / Double(max(smaller.width, smaller.height))))
  }

  /// To multiples of 32.
  private func scaled(by scale: Double) -> PixelImage {
    resizedLinearly(
      width: TextDetector.multiple(Int(Double(width) * scale)),
      height: TextDetector.multiple(Int(Double(height) * scale)))
  }

  /// The rows of black that a very wide or low picture gets above and below.
  fileprivate var paddingForDetection: Int {
    guard
      height <= PictureTextReader.leastSide
        || Double(width) / Double(height) > Double(PictureTextReader.greatestRatio)
    else { return 0 }
    return abs(max(width / PictureTextReader.greatestRatio, PictureTextReader.leastSide) * 2 - height) / 2
  }

  fileprivate func padded(by rows: Int) -> PixelImage {
    let bar = [UInt8](repeating: 0, count: rows * width * 3)
    return PixelImage(width: width, height: height + 2 * rows, pixels: bar + pixels + bar) ?? self
  }
}
