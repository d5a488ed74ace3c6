import ContentCoding
import Foundation

/// What stands over a sheet.
public struct SheetHeading: Sendable {
  /// The study's name.
  public var study: String
  /// The sample's name.
  public var sample: String
  /// What is on the sheet.
  public var subject: Subject
  /// The variables that have boxes to tick; none on a sheet of pairs.
  public var variables: [Variable]
  /// Whether pictures are blurred until the reader asks for them.
  public var isSensitive: Bool
  /// When the sheet was made.
  public var madeAt: Date
  /// The program's version.
  public var version: String

  /// What a sheet can show.
  public enum Subject: Hashable, Sendable {
    /// So many posts.
    case posts(Int)
    /// So many pairs of posts.
    case pairs(Int)
  }

  /// A heading.
  public init(
    study: String, sample: String, subject: Subject, variables: [Variable] = [], isSensitive: Bool = false,
    madeAt: Date, version: String
  ) {
    self.study = study
    self.sample = sample
    self.subject = subject
    self.variables = variables
    self.isSensitive = isSensitive
    self.madeAt = madeAt
    self.version = version
  }
}
