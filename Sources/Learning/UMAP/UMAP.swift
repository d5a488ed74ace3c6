/// Uniform manifold approximation and projection: places rows in few dimensions so that near ones stay near.
///
/// McInnes, Healy, Melville 2018, "UMAP: Uniform Manifold Approximation and Projection for Dimension Reduction"; choices that the
/// paper leaves open are those of umap-learn 0.5. A value of this type is the method's parameters; `fit` does the work.
///
/// 1. The k nearest neighbours of each row, itself counted (`NearestNeighbours`).
/// 2. A weight for each of them, and the union of both directions (`FuzzyGraph`).
/// 3. A start from the graph's normalised Laplacian (`SpectralStart`).
/// 4. Stochastic gradient descent: neighbours attract each other, random rows repel (`LayoutDescent`).
public struct UMAP: Codable, Sendable, Equatable {
  /// k, the row itself counted: small shows detail, large the whole; 2 to 1,000.
  public var neighbours = 15
  /// The columns of the embedding; 1 to 256.
  public var dimensions = 2
  /// How near equal rows come in the embedding, from 0 to the spread.
  ///
  /// For clustering 0 is usual, for maps 0.1.
  public var minimumDistance = 0.1
  /// The scale of the embedding; 0.001 to 1,000.
  public var spread = 1.0
  /// What near means among the rows.
  public var metric = NeighbourMetric.cosine
  /// Rounds of descent, 1 to 100,000; nil is 500 up to 10,000 rows and 200 above.
  public var epochs: Int?
  /// Random rows that repel at each attraction; 0 to 100.
  public var negativeSamples = 5
  /// The first round's step, which falls to 0; above 0 up to 100.
  public var learningRate = 1.0
  /// Of everything random.
  public var seed: UInt64 = 1
  /// Up to so many rows neighbours are found exactly, above approximately.
  public var exactUpTo = 50_000

  /// Takes parameters; those left out have their usual values.
  public init(
    neighbours: Int = 15, dimensions: Int = 2, minimumDistance: Double = 0.1, spread: Double = 1,
    metric: NeighbourMetric = .cosine, epochs: Int? = nil, negativeSamples: Int = 5, learningRate: Double = 1,
    seed: UInt64 = 1, exactUpTo: Int = 50_000
  ) {
    self.neighbours = neighbours
    self.dimensions = dimensions
    self.minimumDistance = minimumDistance
    self.spread = spread
    self.metric = metric
    self.epochs = epochs
    self.negativeSamples = negativeSamples
    self.learningRate = learningRate
    self.seed = seed
    self.exactUpTo = exactUpTo
  }

  /// Throws where a parameter has a value that makes no sense.
  public func validate() throws(LearningError) {
    try UMAP.require(neighbours, in: 2...1000, "neighbours")
    try UMAP.require(dimensions, in: 1...256, "dimensions")
    try UMAP.require(spread, in: 0.001...1000, "spread")
    try UMAP.require(minimumDistance, in: 0...spread, "the minimum distance")
    try UMAP.require(epochs ?? 1, in: 1...100_000, "epochs")
    try UMAP.require(negativeSamples, in: 0...100, "negative samples")
    try UMAP.require(learningRate, in: Double.leastNormalMagnitude...100, "the learning rate")
  }

  /// The rounds of descent over so many rows.
  func epochs(rows: Int) -> Int { epochs ?? (rows <= 10_000 ? 500 : 200) }

  private static func require<Value: Comparable>(
    _ value: Value, in accepted: ClosedRange<Value>, _ name: String
  ) throws(LearningError) {
    guard accepted.contains(value) else {
      throw .parameter(
        name: name, value: "\(value)", accepted: "\(accepted.lowerBound) to \(accepted.upperBound)")
    }
  }
}
