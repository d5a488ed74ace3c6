import Estimation
import Reliability

/// What share of the corpus is of each category, by one coder and corrected for its errors.
public struct CorpusShares: Sendable {
  /// The variable.
  public var variable: String
  /// The coder who coded the corpus.
  public var coder: String
  /// Each category, in the codebook's order.
  public var rows: [Row]
  /// Why no corrected share can be made; nil where it can.
  public var obstacle: String?

  /// One category.
  public struct Row: Sendable {
    /// Its name.
    public var category: String
    /// The share of posts to which the coder gives it; nil where it is not known.
    public var naive: Estimate<Double>
    /// Corrected by what people found on the sample; nil where no sample allows it.
    public var corrected: ShareEstimate?

    /// A row.
    public init(category: String, naive: Estimate<Double>, corrected: ShareEstimate?) {
      self.category = category
      self.naive = naive
      self.corrected = corrected
    }
  }

  /// Shares.
  public init(variable: String, coder: String, rows: [Row], obstacle: String? = nil) {
    self.variable = variable
    self.coder = coder
    self.rows = rows
    self.obstacle = obstacle
  }
}
