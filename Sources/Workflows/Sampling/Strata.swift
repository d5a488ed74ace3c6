import ContentCoding
import Storage

/// What posts are parted by before they are drawn: a column, a coder's answers to a variable, or a clustering.
enum Strata {
  case column(String)
  case answers(coder: String, variable: Variable)
  case clustering(Clustering)

  /// What `name` stands for: with a coder a variable of the codebook, without one a column of the imported table.
  init(named name: String, coder: String?, in open: OpenStudy) throws {
    if let coder {
      let variable = try open.existingVariable(name)
      try open.requireCodings(of: [coder])
      guard variable.type.hasLabels else {
        throw UserError(
          "\(name) is \(variable.type.withArticle); strata need a variable with categories, or a boolean")
      }
      self = .answers(coder: coder, variable: variable)
    } else {
      self = .column(name)
    }
  }

  /// What they are, in words.
  var description: String {
    switch self {
    case .column(let name): "by \(name)"
    case .answers(let coder, let variable): "by \(coder)'s \(variable.name)"
    case .clustering(let clustering): "by the clusters of \(clustering.name)"
    }
  }

  /// Whether they come from what a coder says.
  var arePredicted: Bool { if case .answers = self { true } else { false } }

  /// The posts of `frame` by stratum; posts without a value are a stratum too.
  func parting(_ frame: SampleFrame, of open: OpenStudy) throws -> [String: [String]] {
    let labels = try labels(in: open)
    return Dictionary(grouping: frame.ids) { labels[$0] ?? missing }
  }

  /// The stratum of posts without a value.
  private var missing: String {
    switch self {
    case .column(let name): "(no \(name))"
    case .answers: "(not coded)"
    case .clustering: "(no cluster)"
    }
  }

  private func labels(in open: OpenStudy) throws -> [String: String] {
    var labels: [String: String] = [:]
    switch self {
    case .column(let name):
      var known: Set<String> = []
      try open.study.forEachPage { posts in
        for post in posts {
          labels[post.id] = post.groupValue(of: name)
          known.formUnion(post.columns.keys)
        }
      }
      if labels.isEmpty { throw unknown(name, known: known, in: open) }
    case .answers(let coder, let variable):
      try open.study.forEachCurrentCoding(coder: coder, variable: variable.name) { record in
        guard let value = record.coding.answer.value, value.isOffered(by: variable) else { return }
        labels[record.coding.postID] = value.text.isEmpty ? "(no tag)" : value.text
      }
    case .clustering(let clustering):
      for (post, place) in clustering.places {
        labels[post] = place.cluster.map { "cluster \($0)" }
      }
    }
    return labels
  }

  private func unknown(_ name: String, known: Set<String>, in open: OpenStudy) -> UserError {
    if open.configuration.codebook[name] != nil {
      return UserError("\(name) is a variable; say whose answers part the posts with --coder")
    }
    let columns = known.sorted().joined(separator: ", ")
    return UserError(
      "no post has the column \(name); "
        + (columns.isEmpty ? "there are no further columns" : "there are author, \(columns)"))
  }
}
