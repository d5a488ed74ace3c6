import ContentCoding

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

/// SplitMix64, so that random tests repeat.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// A vector of numbers between -1 and 1.
  mutating func vector(_ dimension: Int) -> [Float] {
    (0..<dimension).map { _ in Float.random(in: -1...1, using: &self) }
  }
}
