import ContentCoding
import Exchange
import Foundation
import Imaging
import ModelCoders
import Video

/// What looks at posts, and says what it sees in columns.
protocol PostExtractor: Sendable {
  /// The name, and everything that decides what is seen.
  var identity: ExtractorIdentity { get }
  /// The names of the columns.
  var columns: [String] { get }

  /// What people should know at the end; nil for nothing.
  var remark: String? { get }

  /// What is seen of each of `posts`, in their order.
  ///
  /// - Throws: `CancellationError`, or an error that concerns the extractor.
  func look(at posts: [Post]) async throws -> [Sight]
}

extension PostExtractor {
  var remark: String? { nil }
}

/// What is seen of a post.
enum Sight: Sendable {
  /// Cells by the names of columns.
  case cells([String: String])
  /// The post has nothing of the kind that is looked at.
  case nothing
  /// There is something, and it cannot be read.
  case unreadable
}

/// Columns that are made of what was seen in each picture and frame.
struct SightColumns<Source: SightSource>: PostExtractor {
  private let source: Source
  private let pipeline: FeaturePipeline

  /// The columns of `source`, by way of the study's cache.
  init(of source: Source, in open: OpenStudy) throws {
    self.source = source
    pipeline = open.pipeline(Extractors(ofMedia: [source.media]), cache: try open.featureCache())
  }

  var identity: ExtractorIdentity { source.media.identity }
  var columns: [String] { source.columns }

  func look(at posts: [Post]) async throws -> [Sight] {
    var rest = try await pipeline.featureLists(of: posts.flatMap(\.media), by: identity)[...]
    return posts.map { post in
      let features = rest.prefix(post.media.count).joined()
      rest = rest.dropFirst(post.media.count)
      let seen = features.compactMap(source.seen)
      if seen.isEmpty { return post.media.isEmpty ? .nothing : .unreadable }
      return .cells(source.cells(of: seen))
    }
  }
}

/// What turns that which is seen in each picture into cells.
protocol SightSource: Sendable {
  /// What is seen in a picture.
  associatedtype Seen
  /// Looks at each picture.
  var media: any MediaExtractor { get }
  /// The names of the columns.
  var columns: [String] { get }

  /// What a feature says; nil where it says nothing of this kind.
  func seen(in feature: Feature) -> Seen?

  /// The cells of a post.
  ///
  /// - Parameter seen: What was seen in each picture and frame, at least one.
  /// - Returns: Cells by the name of the column.
  func cells(of seen: [Seen]) -> [String: String]
}

extension SightSource where Seen: Decodable {
  /// What was noted.
  func seen(in feature: Feature) -> Seen? { feature.noted(as: Seen.self) }
}

/// How many faces are in a post's pictures, and which share of the picture the largest one and all of them cover; the mean over its pictures.
struct FaceColumns: SightSource {
  let media: any MediaExtractor
  let columns = ["faces", "faces_share", "faces_largest"]

  func cells(of seen: [Faces]) -> [String: String] {
    func mean(_ value: (Faces) -> Double) -> String {
      CellNumber.text(seen.map(value).reduce(0, +) / Double(seen.count))
    }
    return [
      "faces": mean { Double($0.faces.count) }, "faces_share": mean { min(1, $0.shares.reduce(0, +)) },
      "faces_largest": mean { $0.shares.max() ?? 0 },
    ]
  }
}

/// Which things are in a post's pictures, as `2 x person, 1 x chair`: of each as many as are seen at once, in one picture or frame.
struct ObjectColumns: SightSource {
  let media: any MediaExtractor
  let columns = ["objects", "objects_number"]

  func cells(of seen: [Objects]) -> [String: String] {
    var most: [String: Int] = [:]
    for objects in seen { most.merge(objects.counts) { max($0, $1) } }
    let listed = most.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) x \($0.key)" }
    var cells = ["objects_number": CellNumber.text(Double(seen.map(\.objects.count).max() ?? 0))]
    if !listed.isEmpty { cells["objects"] = listed.joined(separator: ", ") }
    return cells
  }
}

/// What is written in a post's pictures: the lines, how sure the reader is of them, and how much of the picture they cover.
struct TextColumns: SightSource {
  let media: any MediaExtractor
  let columns = ["picture_text", "picture_text_confidence", "picture_text_share"]

  func cells(of seen: [PictureText]) -> [String: String] {
    // A line that stands in frame after frame is one line.
    let lines = seen.reduce(into: [String]()) { lines, text in
      let known = lines
      lines += text.lines.map(\.text).filter { !known.contains($0) }
    }
    var cells = [
      "picture_text_share": CellNumber.text(seen.map(\.coverage).reduce(0, +) / Double(seen.count))
    ]
    if !lines.isEmpty {
      let confidences = seen.flatMap(\.lines).map(\.confidence)
      cells["picture_text"] = lines.joined(separator: "\n")
      cells["picture_text_confidence"] = CellNumber.text(confidences.reduce(0, +) / Double(confidences.count))
    }
    return cells
  }
}

/// What a camera wrote into the first picture of a post that has it.
struct CameraColumns: PostExtractor {
  let folder: URL
  /// Whether the place is kept, which may be somebody's home.
  let keepsPlace: Bool

  let identity = ExtractorIdentity(
    name: "exif", fingerprint: Fingerprint(ofBytes: Array("exif 2".utf8)))

  var columns: [String] {
    ["exif_time", "exif_camera"] + (keepsPlace ? ["exif_latitude", "exif_longitude"] : [])
  }

  func look(at posts: [Post]) async throws -> [Sight] {
    try await Machine.workers.map(posts) { post in
      let pictures = post.media.filter { !MediaPath.isVideo($0.path) }
      guard !pictures.isEmpty else { return .nothing }
      for picture in pictures {
        guard case .success(let contents) = MediaFile(picture, in: folder).read(),
          let record = CameraRecord(of: contents.bytes)
        else { continue }
        let place = keepsPlace ? record.place : nil
        let cells = [
          "exif_time": record.time, "exif_camera": record.camera,
          "exif_latitude": place.map { CodedValue.number($0.latitude).text },
          "exif_longitude": place.map { CodedValue.number($0.longitude).text },
        ].compactMapValues(\.self)
        return cells.isEmpty ? .unreadable : .cells(cells)
      }
      return .unreadable
    }
  }
}

/// What turns a vector of each picture into cells.
protocol VectorSource: SightSource where Seen == [Float] {}

extension VectorSource {
  func seen(in feature: Feature) -> [Float]? {
    if case .vector(let vector) = feature { vector } else { nil }
  }
}

/// Brightness, colourfulness and other measures, the mean over a post's pictures.
struct AestheticsColumns: VectorSource {
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
struct LabelColumns: VectorSource {
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

extension VectorSource {
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
