import ContentCoding
import Reliability

/// A feature source that gives what it was told to, by path.
struct GivenFeatures: FeatureSource {
  static let extractor = ExtractorIdentity(
    name: "given", fingerprint: Fingerprint(ofBytes: Array("given".utf8)))

  var features: [String: Feature] = [:]

  func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [Feature] {
    media.map { features[$0.path] ?? .missing(Reason(.missingFile, "there is no file \($0.path)")) }
  }

  func features(ofTexts texts: [String], by extractor: ExtractorIdentity) async throws -> [Feature] {
    texts.map { features[$0] ?? .missing(Reason(.noText, "nothing is known of \($0)")) }
  }

  /// A post whose pictures have these features.
  mutating func post(_ id: String, _ pictures: [Feature]) -> Post {
    let media = pictures.indices.map { Media(path: "\(id)-\($0).jpg") }
    for (item, feature) in zip(media, pictures) { features[item.path] = feature }
    return Post(id: id, media: media)
  }
}

extension SplitMix64 {
  /// A vector of numbers between -1 and 1.
  mutating func vector(_ dimension: Int) -> [Float] {
    (0..<dimension).map { _ in Float.random(in: -1...1, using: &self) }
  }
}
