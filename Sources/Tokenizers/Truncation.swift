/// How a text of too many tokens is cut.
public struct Truncation: Sendable, Hashable {
  /// Which text of a pair gives way.
  public enum Strategy: String, Sendable, Hashable {
    /// The longer one first, then both alike.
    case longestFirst = "LongestFirst"
    /// The first one only.
    case onlyFirst = "OnlyFirst"
    /// The second one only; a single text is left as it is.
    case onlySecond = "OnlySecond"
  }

  /// The end at which tokens go, or padding comes.
  public enum Direction: String, Sendable, Hashable {
    /// At the beginning.
    case left = "Left"
    /// At the end.
    case right = "Right"
  }

  /// The most tokens of an encoding, special tokens included.
  ///
  /// Special tokens are never cut.
  public var maximumLength: Int
  /// Which text of a pair gives way.
  public var strategy: Strategy
  /// How many tokens the pieces that were cut off would share with what is kept.
  ///
  /// It is read from the file and changes nothing: what is cut off is not returned.
  public var stride: Int
  /// The end at which tokens go.
  public var direction: Direction

  /// Cuts at the end, to a length.
  public init(
    maximumLength: Int, strategy: Strategy = .longestFirst, stride: Int = 0, direction: Direction = .right
  ) {
    self.maximumLength = maximumLength
    self.strategy = strategy
    self.stride = stride
    self.direction = direction
  }

  /// How many tokens of a text and of its pair are kept where `room` tokens fit.
  func kept(_ first: Int, _ second: Int?, room: Int) -> (first: Int, second: Int) {
    let room = max(0, room)
    let other = second ?? 0
    let excess = first + other - room
    guard excess > 0 else { return (first, other) }
    switch strategy {
    case .onlyFirst: return (max(0, first - excess), other)
    case .onlySecond: return (first, max(0, other - excess))
    case .longestFirst:
      guard second != nil else { return (room, 0) }
      let short = min(first, other)
      var (low, high) = (short, max(short, room - short))
      if low + high > room { (low, high) = (room / 2, room / 2 + room % 2) }
      return first > other ? (high, low) : (low, high)
    }
  }
}
