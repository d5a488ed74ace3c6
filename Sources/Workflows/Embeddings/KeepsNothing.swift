import ContentCoding

/// Stands where features and hashes of files are kept, and keeps none: for what is not in the study.
struct KeepsNothing: FeatureStore, MediaStore {
  func features(sha256s: [String], extractor: ExtractorIdentity) -> [String: Feature] { [:] }
  func store(_ features: [String: Feature], extractor: ExtractorIdentity) {}
  func record(_ media: [Media]) {}
}
