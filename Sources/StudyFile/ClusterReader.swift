import ContentCoding
import Yams

/// Reads the settings of a cluster coder.
struct ClusterReader: CoderKindReader {
  let settings: CoderSettings
  let gold: String

  static let subject = "a cluster coder"
  static let keys =
    CoderSettings.encoderKeys + [
      "uses", "descriptions", "method", "clusters", "minimum-size", "minimum-samples", "draw", "step",
      "window", "cohesion",
      "leftover",
      "reduce", "dimensions", "neighbours", "naming", "typical", "learns-from",
    ]

  private var fields: MappingReader { settings.fields }

  func read() -> ClusterParameters? {
    settings.refuse([.number, .tags], by: .cluster)
    let defaults = ClusterParameters()
    let descriptions = fields.text("descriptions")
    if descriptions != nil, fields["uses"] != nil {
      settings.log.add(
        fields.mark(of: "uses"), "`descriptions` are embedded in the place of `uses`; remove one of both")
    }
    let uses = descriptions == nil ? settings.uses() ?? defaults.uses : []
    let readsText = !uses.contains(.image)
    let encoder =
      settings.encoder(usual: readsText ? "hashed-terms-1024" : defaults.encoder.model) ?? defaults.encoder
    let texts =
      descriptions != nil
      ? [PostPart.column(ClusterParameters.descriptionColumn)] : readsText ? uses : [.caption]
    let namer = ClusterNamingReader(settings: settings, usual: readsText ? encoder : nil, texts: texts)
    let naming = namer.read() ?? defaults.naming
    if fields["learns-from"] != nil, naming != .gold {
      settings.log.add(
        fields.mark(of: "learns-from"), "`naming: \(naming.name)` learns nothing; remove `learns-from`")
    }
    return ClusterParameters(
      encoder: encoder, uses: uses, descriptions: descriptions, reduction: reduction() ?? .none,
      method: method() ?? defaults.method, naming: naming, learnsFrom: fields.text("learns-from") ?? gold,
      typical: settings.count("typical", in: 1...1000) ?? defaults.typical)
  }

  private enum Method: String, CaseIterable { case kmeans, iterative, hdbscan }

  private func method() -> ClusteringMethod? {
    let method = fields.choice("method", of: Method.self) ?? .kmeans
    let own: [Method: [String]] = [
      .kmeans: ["clusters"], .iterative: ["draw", "step", "window", "cohesion", "leftover"],
      .hdbscan: ["minimum-size", "minimum-samples"],
    ]
    for (other, keys) in own.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where other != method {
      for key in keys where fields[key] != nil {
        settings.log.add(
          fields.mark(of: key),
          "`\(key)` goes with `method: \(other.rawValue)`, not \(method.rawValue); remove one")
      }
    }
    switch method {
    case .kmeans: return clusters().map { .kmeans(clusters: $0) }
    case .iterative:
      var iterative = IterativeClustering()
      iterative.sample = settings.count("draw", in: 2...1_000_000) ?? iterative.sample
      iterative.step = settings.count("step", in: 1...10_000) ?? iterative.step
      iterative.window = settings.count("window", in: 1...1000) ?? iterative.window
      iterative.cohesion = settings.number("cohesion", in: -1...1) ?? iterative.cohesion
      iterative.leftover = settings.count("leftover", in: 0...1_000_000) ?? iterative.leftover
      return .iterative(iterative)
    case .hdbscan:
      return .hdbscan(
        minimumSize: settings.count("minimum-size", in: 2...1_000_000) ?? 10,
        minimumSamples: settings.count("minimum-samples", in: 1...10_000))
    }
  }

  /// `clusters: 20`, or `clusters: [5, 30]`.
  private func clusters() -> ClosedRange<Int>? {
    guard let node = fields["clusters"] else { return nil }
    let accepted = 2...10_000
    switch node {
    case .scalar:
      return settings.count("clusters", in: accepted).map { $0...$0 }
    case .sequence(let items):
      let numbers = items.compactMap { $0.finiteNumber.flatMap(Int.init(exactly:)) }
      if items.count == 2, numbers.count == 2, numbers.allSatisfy(accepted.contains), numbers[0] < numbers[1]
      {
        return numbers[0]...numbers[1]
      }
      fallthrough
    default:
      settings.log.add(
        node.mark,
        "`clusters` is a number of clusters from 2 to 10000, or the least and the most to try, as in [5, 30]")
      return nil
    }
  }

  private enum Reduction: String, CaseIterable { case none, pca, umap }

  private func reduction() -> ClusteringRecipe.Reduction? {
    let reduction = fields.choice("reduce", of: Reduction.self) ?? .none
    for key in ["dimensions", "neighbours"] where fields[key] != nil {
      if reduction == .none || reduction == .pca && key == "neighbours" {
        settings.log.add(
          fields.mark(of: key), "`\(key)` goes with `reduce: umap`\(key == "dimensions" ? " or pca" : "")")
      }
    }
    let dimensions = settings.count("dimensions", in: 1...1000)
    let neighbours = settings.count("neighbours", in: 2...1000)
    switch reduction {
    case .none: return ClusteringRecipe.Reduction.none
    case .pca: return .pca(dimensions: dimensions ?? 50)
    case .umap: return .umap(dimensions: dimensions ?? 20, neighbours: neighbours ?? 15)
    }
  }
}
