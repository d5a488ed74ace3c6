/// A text as a model reads it: three lists of the same length.
public struct Encoding: Sendable, Hashable {
  /// The ids of the tokens.
  public let ids: [Int]
  /// Which text each token belongs to: mostly 0 for the first and 1 for the second of a pair.
  public let typeIDs: [Int]
  /// 1 for a token, 0 for padding.
  public let attentionMask: [Int]

  /// Puts an encoding together.
  ///
  /// - Precondition: the lists are of the same length.
  public init(ids: [Int], typeIDs: [Int], attentionMask: [Int]) {
    precondition(ids.count == typeIDs.count && ids.count == attentionMask.count)
    self.ids = ids
    self.typeIDs = typeIDs
    self.attentionMask = attentionMask
  }

  /// The number of tokens, special ones and padding included.
  public var count: Int { ids.count }
}
