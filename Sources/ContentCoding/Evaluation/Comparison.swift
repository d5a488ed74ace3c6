import Reliability

/// One coder's codings of one variable, held against another coder's.
///
/// Against gold the figures speak of validity, between two other coders of reliability; the arithmetic is the same.
public struct Comparison: Encodable, Sendable {
  /// The variable's name.
  public let variable: String
  /// The variable's type.
  public let type: VariableType
  /// The coder whose codings stand in the rows of tables: gold, or the first of two.
  public let reference: CoderIdentity
  /// The coder that is judged.
  public let coder: CoderIdentity
  /// How many posts were compared, and how many were not, and why.
  public let counts: Counts
  /// The figures as they are shown, the main one first.
  public let statistics: [Statistic]
  /// What the figures are made of: tables and categories, by the variable's type.
  public let figures: Figures
  /// Krippendorff's alpha of the two coders at the variable's level; posts that only one coded do not count.
  public let alpha: KrippendorffAlpha
  /// US dollars that a thousand of the coder's answers to the variable have cost, an ensemble's with its members'; over those of a
  /// known price, and nil where there are none.
  public let costPerThousand: Double?
  /// Signs that the coder is worth less than its figures seem to say.
  public let flags: [ValidityFlag]

  /// How many posts a comparison is made of.
  public struct Counts: Codable, Hashable, Sendable {
    /// Posts with a value by both.
    public let compared: Int
    /// Posts with a value by the reference.
    public let reference: Int
    /// Of those, posts from which the coder abstained or which it never saw.
    public let abstained: Int
    /// Of those, posts on which the coder failed.
    public let failed: Int
    /// Posts left out because a value is none that the codebook offers today.
    public let retired: Int
    /// Of the compared, posts answered by a head that did not learn from them, as the stored fold says.
    public let outOfFold: Int

    /// The share of the reference's posts that the coder coded; 0 where there are none.
    public let coverage: Double

    init(compared: Int, reference: Int, abstained: Int, failed: Int, retired: Int, outOfFold: Int) {
      self.compared = compared
      self.reference = reference
      self.abstained = abstained
      self.failed = failed
      self.retired = retired
      self.outOfFold = outOfFold
      coverage = reference == 0 ? 0 : Double(compared) / Double(reference)
    }
  }

  /// The figures by type of variable.
  public enum Figures: Encodable, Sendable {
    /// Of a category or a boolean.
    case choice(ChoiceFigures)
    /// Of tags.
    case tags(TagFigures)
    /// Of a number.
    case number(NumberFigures)
    /// Of an open text.
    case text(TextFigures)

    /// Writes the figures themselves; the variable's type says which they are.
    public func encode(to encoder: any Encoder) throws {
      switch self {
      case .choice(let figures): try figures.encode(to: encoder)
      case .tags(let figures): try figures.encode(to: encoder)
      case .number(let figures): try figures.encode(to: encoder)
      case .text(let figures): try figures.encode(to: encoder)
      }
    }
  }
}
