/// What becomes of transparency: models and pages see three channels.
public enum AlphaRule: String, Codable, Hashable, Sendable {
  /// Each sample is blended with white by its pixel's alpha, as a page shows the picture.
  case overWhite = "over-white"
  /// Alpha is dropped, as Pillow's `convert("RGB")` does: the colour hidden under transparent pixels, mostly black, is shown.
  case dropped
}

/// Blends one sample with white.
enum Alpha {
  /// `(sample x alpha + 255 (255 - alpha)) / 255`, rounded.
  @inline(__always)
  static func overWhite(_ sample: UInt8, _ alpha: UInt8) -> UInt8 {
    let sum = Int(sample) * Int(alpha) + 255 * (255 - Int(alpha)) + 127
    return UInt8(sum / 255)
  }
}
