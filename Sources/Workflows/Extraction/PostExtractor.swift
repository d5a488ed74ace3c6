import ContentCoding
import Foundation
import Imaging
import ModelCoders

/// What turns the pictures of a post into columns of the post.
protocol PostExtractor: Sendable {
  /// Gives a vector of each picture.
  var media: any MediaExtractor { get }
  /// The names of the columns.
  var columns: [String] { get }

  /// The cells of a post.
  ///
  /// - Parameter vectors: A vector of each picture and frame, at least one.
  /// - Returns: Cells by the name of the column.
  func cells(of vectors: [[Float]]) -> [String: String]
}

/// Brightness, colourfulness and other measures, the mean over a post's pictures.
struct AestheticsColumns: PostExtractor {
  let media: any MediaExtractor = AestheticsExtractor()
  let columns = Aesthetics.names.map { "aesthetics_\($0)" }

  func cells(of vectors: [[Float]]) -> [String: String] {
    Dictionary(
      zip(columns, mean(of: vectors).map { CellNumber.text($0) }), uniquingKeysWith: { first, _ in first })
  }
}

/// The most probable labels of a classifier, by their mean probability over a post's pictures.
///
/// Probabilities are the model's, of all its labels, and are not scaled to sum to 1 over those that are shown.
struct LabelColumns: PostExtractor {
  let classifier: PictureClassifier
  /// How many labels are kept.
  let count: Int

  var media: any MediaExtractor { classifier }
  let columns = ["labels", "labels_probabilities"]

  func cells(of vectors: [[Float]]) -> [String: String] {
    let probabilities = mean(of: vectors.map { classifier.labels.probabilities(of: $0).map(Float.init) })
    let names = classifier.labels.names
    let best = names.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }.prefix(count)
    return [
      "labels": best.map { Self.short(names[$0]) }.joined(separator: ", "),
      "labels_probabilities": best.map { CellNumber.text(probabilities[$0]) }.joined(separator: "|"),
    ]
  }

  /// Of several names for one thing the first.
  private static func short(_ label: String) -> String {
    label.split(separator: ",").first.map { $0.trimmingCharacters(in: .whitespaces) } ?? label
  }
}

extension PostExtractor {
  /// The mean of vectors of equal length, number by number.
  func mean(of vectors: [[Float]]) -> [Double] {
    guard let first = vectors.first else { return [] }
    return first.indices.map { place in
      vectors.reduce(0) { $0 + Double($1[place]) } / Double(vectors.count)
    }
  }
}

/// Numbers as cells, to six significant digits: what a picture's measures are worth.
enum CellNumber {
  static func text(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return "0" }
    let digits = 5 - Int(log10(abs(number)).rounded(.down))
    let scale = pow(10, Double(digits))
    return CodedValue.number((number * scale).rounded() / scale).text
  }
}
