import ContentCoding
import Pages
import Storage

/// What the posts of a map can be coloured by: clusterings, codings and counts.
struct MapColours {
  let open: OpenStudy
  /// The posts, in the order of the map.
  let ids: [String]
  /// The encoder whose space the map shows, and what of a post it embeds.
  let encoder: EncoderChoice
  let uses: [PostPart]

  /// Further clusterings are left out, the newest stay.
  private static let clusteringLimit = 8

  /// Every colouring that any of the posts has a value in: clusterings of the map's own space first, others last.
  func colourings() throws -> [MapColouring] {
    let places = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let clusterings = try open.study.clusterings().prefix(Self.clusteringLimit)
      .compactMap { try open.study.clustering($0) }.filter { $0.count > 0 }
    let own = clusterings.filter { isOwn($0.recipe) }
    let others = clusterings.filter { !isOwn($0.recipe) }
    return try own.map(colouring) + codings(places) + counts(places) + others.map(colouring)
  }

  private func isOwn(_ recipe: ClusteringRecipe) -> Bool {
    recipe.encoder == encoder && recipe.uses == uses
  }

  private func colouring(of clustering: Clustering) -> MapColouring {
    let isOwn = isOwn(clustering.recipe)
    return MapColouring(
      name: "Clusters: \(clustering.name)",
      values: .categories(
        (0..<clustering.count).map { "cluster \($0)" }, of: ids.map { clustering.places[$0]?.cluster }),
      missing: ["in no cluster"],
      note: isOwn
        ? "" : "Found in the space of \(clustering.recipe.encoder.name), not in that which the map shows.")
  }

  private func codings(_ places: [String: Int]) throws -> [MapColouring] {
    try open.study.coderIdentities().flatMap { coder -> [MapColouring] in
      var answers: [String: [Answer?]] = [:]
      try open.study.forEachCurrentCoding(coder: coder.name) { record in
        guard let place = places[record.coding.postID] else { return }
        answers[record.coding.variable, default: Array(repeating: nil, count: ids.count)][place] =
          record.coding.answer
      }
      return open.configuration.codebook.variables.compactMap { variable in
        guard let given = answers[variable.name], given.contains(where: { $0?.value != nil }) else {
          return nil
        }
        let gaps = ids.indices.map { place in
          Gap(of: given[place], to: variable) { answers[$0].flatMap { $0[place] } }.rawValue
        }
        return colouring(of: variable, by: coder.name, given.map { $0?.value }, gaps: gaps)
      }
    }
  }

  /// Why a coder has no value for a post, in the order of ``words``.
  private enum Gap: Int {
    case notCoded, notAsked, noAnswer

    static let words = ["not coded", "not asked", "no answer"]

    /// What is the matter where `answer` has no value; `other` gives the coder's answers to other variables.
    init(of answer: Answer?, to variable: Variable, beside other: (String) -> Answer?) {
      let reason = answer == nil ? variable.exclusion(by: other) : answer?.reason
      self = reason?.code == .notApplicable ? .notAsked : answer == nil ? .notCoded : .noAnswer
    }
  }

  private func colouring(
    of variable: Variable, by coder: String, _ values: [CodedValue?], gaps: [Int]
  ) -> MapColouring? {
    let coloured: MapColouring.Values
    switch variable.type {
    case .number: coloured = .numbers(values.map(Self.number))
    case .category, .boolean:
      let labels = variable.labels
      let order = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      coloured = .categories(labels, of: values.map { $0.flatMap { order[$0.text] } })
    case .tags, .openText: return nil
    }
    return MapColouring(
      name: "\(variable.name), coded by \(coder)", values: coloured, missing: Gap.words, kinds: gaps)
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
      MapColouring(name: name, values: .numbers(values), missing: ["hidden or not known"])
    }
  }
}
