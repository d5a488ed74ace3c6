import Foundation

/// A coding as it is kept: with the coder, the run and the codebook that it came from.
public struct CodingRecord: Codable, Hashable, Sendable {
  /// The coding itself.
  public var coding: Coding
  /// Who answered.
  public var coder: CoderIdentity
  /// The run's id; nil for people's own saves.
  public var run: String?
  /// The codebook's fingerprint at the time.
  public var codebook: Fingerprint
  /// When the answer was stored, in UTC.
  public var codedAt: Date

  /// A record.
  public init(coding: Coding, coder: CoderIdentity, run: String?, codebook: Fingerprint, codedAt: Date) {
    self.coding = coding
    self.coder = coder
    self.run = run
    self.codebook = codebook
    self.codedAt = codedAt
  }
}
