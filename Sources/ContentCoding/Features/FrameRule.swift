/// Which frames of a video a coder looks at.
public enum FrameRule: Codable, Hashable, Sendable {
  /// So many, from the middles of parts of equal length.
  case even(Int)
  /// One every so many seconds, from the beginning.
  case every(seconds: Double)
  /// One from the middle of each of the so many longest scenes, which cuts part.
  case scenes(Int)
  /// Those at these seconds.
  case times([Double])

  /// What is looked at where a coder does not say.
  public static let usual = FrameRule.even(4)
  /// No more frames of a video are looked at.
  public static let limit = 1_000
}
