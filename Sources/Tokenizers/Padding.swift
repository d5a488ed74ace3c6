/// How encodings are filled up to a common length.
public struct Padding: Sendable, Hashable {
  /// The length that encodings are filled up to.
  public enum Length: Sendable, Hashable {
    /// That of the longest encoding of the batch.
    case longest
    /// So many tokens; longer encodings stay as they are.
    case fixed(Int)
  }

  /// The length that encodings are filled up to.
  public var length: Length
  /// The end at which padding comes.
  public var direction: Truncation.Direction
  /// The id of the padding token.
  public var id: Int
  /// The type id of padding.
  public var typeID: Int
  /// The padding token, for reference; `id` is what counts.
  public var token: String
  /// A number that the length is rounded up to a multiple of; 0 or 1 for any length.
  public var multipleOf: Int

  /// The longest fixed length that a file may ask for.
  static let lengthLimit = 1 << 20

  /// Pads at the end.
  public init(
    length: Length = .longest, direction: Truncation.Direction = .right, id: Int = 0, typeID: Int = 0,
    token: String = "[PAD]", multipleOf: Int = 0
  ) {
    self.length = length
    self.direction = direction
    self.id = id
    self.typeID = typeID
    self.token = token
    self.multipleOf = multipleOf
  }

  /// The length of encodings of which the longest has so many tokens.
  func target(longest: Int) -> Int {
    var target = longest
    if case .fixed(let length) = length { target = length }
    guard multipleOf > 1, target > 0, target % multipleOf != 0 else { return target }
    let (rounded, overflow) = target.addingReportingOverflow(multipleOf - target % multipleOf)
    return overflow ? target : rounded
  }

  /// An encoding filled up to a length.
  func padded(_ encoding: Encoding, to target: Int) -> Encoding {
    let missing = target - encoding.count
    guard missing > 0 else { return encoding }
    func fill(_ values: [Int], _ value: Int) -> [Int] {
      let filling = [Int](repeating: value, count: missing)
      return direction == .right ? values + filling : filling + values
    }
    return Encoding(
      ids: fill(encoding.ids, id), typeIDs: fill(encoding.typeIDs, typeID),
      attentionMask: fill(encoding.attentionMask, 0))
  }
}
