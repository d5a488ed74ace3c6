import ContentCoding
import Interchange
import Storage

/// What the posts of a map can be coloured by: clusterings, codings and counts.
struct MapColours {
  let open: OpenStudy
  /// The posts, in the order of the map.
  let ids: [String]

  /// Further clusterings are left out, the newest stay.
  private static let clusteringLimit = 8

  /// Every colouring that any of the posts has a value in.
  func colourings() throws -> [MapColouring] {
    let places = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return try clusterings() + codings(places) + counts(places)
  }

  private func clusterings() throws -> [MapColouring] {
    try open.study.clusterings().prefix(Self.clusteringLimit).compactMap { name in
      guard let clustering = try open.study.clustering(name), clustering.count > 0 else { return nil }
      return MapColouring(
        name: "Clusters: \(name)",
        values: .categories(
          (0..<clustering.count).map { "cluster \($0)" }, of: ids.map { clustering.places[$0]?.cluster }),
        missing: "in no cluster")
    }
  }

  private func codings(_ places: [String: Int]) throws -> [MapColouring] {
    try open.study.coders().map(\.identity).flatMap { coder -> [MapColouring] in
      var values: [String: [CodedValue?]] = [:]
      try open.study.forEachCurrentCoding(coder: coder.name) { record in
        guard let place = places[record.coding.postID], let value = record.coding.answer.value else { return }
        values[record.coding.variable, default: Array(repeating: nil, count: ids.count)][place] = value
      }
      return open.configuration.codebook.variables.compactMap { variable in
        values[variable.name].flatMap { colouring(of: variable, by: coder.name, $0) }
      }
    }
  }

  private func colouring(
    of variable: Variable, by coder: String, _ values: [CodedValue?]
  ) -> MapColouring? {
    let name = "\(variable.name), coded by \(coder)"
    switch variable.type {
    case .number:
      return MapColouring(name: name, values: .numbers(values.map(Self.number)), missing: "not coded")
    case .category, .boolean:
      let labels = variable.labels
      let order = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      return MapColouring(
        name: name, values: .categories(labels, of: values.map { $0.flatMap { order[$0.text] } }),
        missing: "not coded")
    case .tags: return nil
    }
  }

  private static func number(_ value: CodedValue?) -> Double? {
    if case .number(let number) = value { number } else { nil }
  }

  private func counts(_ places: [String: Int]) throws -> [MapColouring] {
    var counts: [String: [Double?]] = [:]
    try open.study.forEachPage(in: .ids(ids)) { posts in
      for post in posts {
        guard let place = places[post.id] else { continue }
        for (name, count) in post.counts {
          counts[name, default: Array(repeating: nil, count: ids.count)][place] = count
        }
      }
    }
    return counts.sorted { $0.key < $1.key }.map { name, values in
      MapColouring(name: name, values: .numbers(values), missing: "hidden or not known")
    }
  }
}
