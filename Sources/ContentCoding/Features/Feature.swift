/// What an extractor made of one media item or text.
public enum Feature: Hashable, Sendable {
  /// An embedding: finite numbers, as many as the encoder's dimension.
  case vector([Float])
  /// A perceptual hash of 64 bits.
  case hash(UInt64)
  /// What was seen, as JSON of the extractor's own form: lines of text, boxes.
  case note(String)
  /// There is no feature, and why.
  case missing(Reason)
}
