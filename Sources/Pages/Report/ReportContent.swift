import ContentCoding
import Foundation

/// All that a report shows, gathered beforehand: making the page reads no file, no clock and no database.
public struct ReportContent: Sendable {
  /// The study's name.
  public var study: String
  /// When the report was made.
  public var generatedAt: Date
  /// Codeframe's version.
  public var version: String
  /// The seed that the galleries were drawn with; nil where there are none.
  public var seed: UInt64?
  /// How large the study is.
  public var counts: Counts
  /// What was coded.
  public var codebook: Codebook
  /// Who coded, and how much.
  public var coders: [CoderSummary]
  /// The runs, in any order; the newest are shown.
  public var runs: [Run]
  /// How far the coders can be trusted; nil where nothing was evaluated.
  public var evaluation: Evaluation?
  /// How far people agree, for each variable that two of them coded.
  public var agreements: [VariableAgreement]
  /// The coders on one table; nil where nothing was evaluated.
  public var leaderboard: Leaderboard?
  /// What is in the corpus, for each variable whose shares are known.
  public var corpus: [CorpusShares]
  /// What a paper says of how the posts were coded; nil where nothing is said.
  public var methods: String?
  /// How sure coders with a temperature would be of their answers without it.
  public var unscaled: [UnscaledCalibration]
  /// How trainings by epochs went, in the order of the page.
  public var courses: [LearningCourse]
  /// Posts that are marked as duplicates; nil where none are.
  public var duplicates: ReportDuplicates?
  /// Pictures with captions and codings, in the order of the page.
  public var galleries: [ReportGallery]

  /// How large a study is.
  public struct Counts: Hashable, Sendable {
    /// Posts in the study.
    public var posts: Int
    /// Media of these posts.
    public var media: Int
    /// Posts with at least one gold coding that has a value.
    public var goldPosts: Int

    /// Counts, each at least 0.
    public init(posts: Int, media: Int, goldPosts: Int) {
      self.posts = posts
      self.media = media
      self.goldPosts = goldPosts
    }
  }

  /// One coder and the number of its current codings by status, over all variables.
  public struct CoderSummary: Hashable, Sendable {
    /// Who coded.
    public var coder: CoderIdentity
    /// Codings with a value.
    public var coded: Int
    /// Codings that the coder declined.
    public var abstained: Int
    /// Codings that went wrong.
    public var failed: Int

    /// A summary.
    public init(coder: CoderIdentity, coded: Int, abstained: Int = 0, failed: Int = 0) {
      self.coder = coder
      self.coded = coded
      self.abstained = abstained
      self.failed = failed
    }
  }

  /// A report's content; what is left out is shown as not there yet.
  public init(
    study: String, generatedAt: Date, version: String, seed: UInt64? = nil, counts: Counts,
    codebook: Codebook, coders: [CoderSummary] = [], runs: [Run] = [], evaluation: Evaluation? = nil,
    agreements: [VariableAgreement] = [], leaderboard: Leaderboard? = nil,
    corpus: [CorpusShares] = [], methods: String? = nil, unscaled: [UnscaledCalibration] = [],
    courses: [LearningCourse] = [],
    duplicates: ReportDuplicates? = nil, galleries: [ReportGallery] = []
  ) {
    self.study = study
    self.generatedAt = generatedAt
    self.version = version
    self.seed = seed
    self.counts = counts
    self.codebook = codebook
    self.coders = coders
    self.runs = runs
    self.evaluation = evaluation
    self.agreements = agreements
    self.leaderboard = leaderboard ?? evaluation.map { Leaderboard($0) }
    self.corpus = corpus
    self.methods = methods
    self.unscaled = unscaled
    self.courses = courses
    self.duplicates = duplicates
    self.galleries = galleries
  }
}
