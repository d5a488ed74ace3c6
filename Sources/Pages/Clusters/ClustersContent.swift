import ContentCoding
import Foundation

/// All that the page of a clustering shows, gathered beforehand: making the page reads no file, no clock and no
/// database.
public struct ClustersContent: Sendable {
  /// The study's name.
  public var study: String
  /// When the page was made.
  public var generatedAt: Date
  /// Codeframe's version.
  public var version: String
  /// The clustering's name.
  public var name: String
  /// The id of its run.
  public var run: String
  /// When it was made.
  public var madeAt: Date
  /// How it was made.
  public var recipe: ClusteringRecipe
  /// What is known of it as a whole.
  public var figures: ClusteringFigures
  /// Posts that lie in no cluster though they were clustered.
  public var unclustered: Int
  /// Posts that have no embedding and were left out.
  public var withoutEmbedding: Int
  /// The clusters, in the order of the page.
  public var clusters: [Cluster]

  /// A page's content.
  public init(
    study: String, generatedAt: Date, version: String, name: String, run: String, madeAt: Date,
    recipe: ClusteringRecipe, figures: ClusteringFigures = .init(), unclustered: Int = 0,
    withoutEmbedding: Int = 0, clusters: [Cluster] = []
  ) {
    self.study = study
    self.generatedAt = generatedAt
    self.version = version
    self.name = name
    self.run = run
    self.madeAt = madeAt
    self.recipe = recipe
    self.figures = figures
    self.unclustered = unclustered
    self.withoutEmbedding = withoutEmbedding
    self.clusters = clusters
  }

  /// One cluster.
  public struct Cluster: Sendable {
    /// Its number from 0; shown from 1.
    public var number: Int
    /// How many posts lie in it.
    public var size: Int
    /// The mean silhouette of its posts, from -1 to 1; nil where it is not known.
    public var cohesion: Double?
    /// The mean distance of its posts to its centre; nil where there is none.
    public var distance: Double?
    /// The category that a coder or a person gave it.
    public var naming: Naming?
    /// Its frequent words with their class-based TF-IDF weights, the weightiest first.
    public var words: [Word]
    /// The post in the middle.
    public var medoid: Item?
    /// Posts near the middle, the nearest first.
    public var typical: [Item]
    /// Posts far from the middle, the farthest first.
    public var atypical: [Item]

    /// A cluster.
    public init(
      number: Int, size: Int, cohesion: Double? = nil, distance: Double? = nil, naming: Naming? = nil,
      words: [Word] = [], medoid: Item? = nil, typical: [Item] = [], atypical: [Item] = []
    ) {
      self.number = number
      self.size = size
      self.cohesion = cohesion
      self.distance = distance
      self.naming = naming
      self.words = words
      self.medoid = medoid
      self.typical = typical
      self.atypical = atypical
    }
  }

  /// The name of a cluster.
  public struct Naming: Hashable, Sendable {
    /// The category.
    public var category: String
    /// Who named it: a coder, or the kind of naming.
    public var namer: String
    /// The share of agreement in the cluster, from 0 to 1; nil where it is not known.
    public var agreement: Double?

    /// A name.
    public init(category: String, namer: String, agreement: Double? = nil) {
      self.category = category
      self.namer = namer
      self.agreement = agreement
    }
  }

  /// A word of captions and its weight.
  public struct Word: Hashable, Sendable {
    /// The word.
    public var text: String
    /// Its weight, at least 0.
    public var weight: Double

    /// A word.
    public init(_ text: String, weight: Double) {
      self.text = text
      self.weight = weight
    }
  }

  /// A post shown for a cluster.
  public struct Item: Hashable, Sendable {
    /// The post's id.
    public var postID: String
    /// The caption or body, as it was published.
    public var caption: String
    /// Its picture.
    public var picture: ReportPicture
    /// Whether the picture is veiled until the reader asks for it.
    public var isSensitive: Bool
    /// Its distance to the centre; nil where it is not known.
    public var distance: Double?
    /// Its silhouette, from -1 to 1; nil where it is not known.
    public var silhouette: Double?

    /// A post.
    public init(
      postID: String, caption: String, picture: ReportPicture, isSensitive: Bool = false,
      distance: Double? = nil, silhouette: Double? = nil
    ) {
      self.postID = postID
      self.caption = caption
      self.picture = picture
      self.isSensitive = isSensitive
      self.distance = distance
      self.silhouette = silhouette
    }
  }
}
