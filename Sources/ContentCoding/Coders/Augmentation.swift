/// Changed copies of the pictures that a coder learns from, as data augmentation in training.
///
/// Each copy is embedded and cached like a picture of its own; only learning uses them, coding never does.
public struct AugmentationParameters: Codable, Hashable, Sendable {
  /// How many copies of each picture, from 1 to 16.
  public var copies: Int
  /// What may be changed in a copy, each once, sorted by name.
  public var changes: [AugmentationChange]

  /// Parameters; all changes where none are named.
  public init(copies: Int, changes: [AugmentationChange] = AugmentationChange.allCases) {
    self.copies = copies
    self.changes = Set(changes).sorted { $0.rawValue < $1.rawValue }
  }
}

/// A change of a picture that leaves what it shows.
public enum AugmentationChange: String, Codable, CaseIterable, Sendable {
  /// Brightness, contrast and saturation.
  case colour
  /// A part of the picture, of another aspect.
  case crop
  /// Left and right, every other time.
  case flip
}
