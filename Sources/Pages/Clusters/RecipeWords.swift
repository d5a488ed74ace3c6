import ContentCoding

/// A clustering's recipe in words.
struct RecipeWords {
  private let recipe: ClusteringRecipe

  init(_ recipe: ClusteringRecipe) { self.recipe = recipe }

  /// What was done, a sentence for each step.
  var sentences: [String] {
    [embedding, reduction, method, "All chance derives from the seed \(recipe.seed)."]
  }

  private var embedding: String {
    let parts = recipe.uses.map(\.text.shortName).joined(separator: " and ")
    return
      "Each post’s \(parts.isEmpty ? "content" : parts) was embedded by \(recipe.encoder.name.shortName), "
      + "and the embedding scaled to length 1."
  }

  private var reduction: String {
    switch recipe.reduction {
    case .none: "The embeddings were clustered as they are."
    case .pca(let dimensions):
      "They were reduced to their first \(ReportFigures.count(dimensions, "principal component"))."
    case .umap(let dimensions, let neighbours):
      "UMAP reduced them to \(ReportFigures.count(dimensions, "dimension")), by cosine distances to "
        + "\(ReportFigures.count(neighbours, "neighbour"))."
    }
  }

  private var method: String {
    switch recipe.method {
    case .kmeans(let clusters) where clusters.count == 1:
      "k-means parted them into \(ReportFigures.count(clusters.lowerBound, "cluster"))."
    case .kmeans(let clusters):
      "k-means parted them; of \(ReportFigures.count(clusters.lowerBound)) to "
        + "\(ReportFigures.count(clusters.upperBound)) clusters, the number with the highest mean silhouette was kept."
    case .iterative(let parameters):
      "Iterative k-means took cohesive clusters, of a mean silhouette over "
        + "\(ReportFigures.decimal(parameters.cohesion)), out round by round, until "
        + "\(ReportFigures.count(parameters.leftover, "post")) or fewer were left; each round chose its number of "
        + "clusters on \(ReportFigures.count(parameters.sample, "post")), in steps of "
        + "\(ReportFigures.count(parameters.step)), over a window of "
        + "\(ReportFigures.count(parameters.window, "try", plural: "tries"))."
    case .hdbscan(let size, let samples):
      "HDBSCAN found clusters of at least \(ReportFigures.count(size, "post")) by density"
        + (samples.map { ", which it measured by \(ReportFigures.count($0, "neighbour"))" } ?? "") + "."
    }
  }
}
