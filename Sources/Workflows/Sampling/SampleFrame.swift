import ContentCoding
import Storage

/// The posts that a sample is drawn from, and words on which they are.
package struct SampleFrame {
  /// Whom and what is left out of the frame.
  struct Restrictions {
    /// Draw from this sample only.
    var sample: String?
    /// Leave out the posts that this coder has coded.
    var codedBy: String?
    /// Whether all posts of marked groups of duplicates may be drawn, not only the kept one.
    var withDuplicates = false
    /// The posts that `--where` leaves; nil for all.
    var posts: Set<String>?
    /// Posts that are left out.
    var without: Set<String> = []
    /// Its conditions, for words.
    var conditions: [String] = []
  }

  /// The ids of the posts.
  package let ids: Set<String>
  /// What they are, in words: `4,000 posts`, `the 212 posts of the sample main that anna has not coded`.
  package let description: String
  /// The sample that they come from; nil for the whole study.
  let parent: Sample?

  /// The posts of the study within `restrictions`.
  init(_ restrictions: Restrictions, in open: OpenStudy) throws {
    var ids: Set<String>
    var parent: Sample?
    if let name = restrictions.sample {
      _ = try open.existingSample(name)
      parent = try open.study.sample(name)
      ids = Set((parent?.probabilities ?? [:]).keys)
    } else {
      ids = try open.study.postIDs()
    }
    if let posts = restrictions.posts { ids.formIntersection(posts) }
    ids.subtract(restrictions.without)
    var isThinned = false
    if !restrictions.withDuplicates {
      let copies = Set(
        try open.study.duplicates().flatMap { group in group.posts.filter { $0 != group.kept } })
      isThinned = !ids.isDisjoint(with: copies)
      ids.subtract(copies)
    }
    if let coder = restrictions.codedBy {
      try open.requireCodings(of: [coder])
      try open.study.forEachCurrentCoding(coder: coder) { ids.remove($0.coding.postID) }
    }
    self.ids = ids
    self.parent = parent
    description =
      Figures.count(ids.count, isThinned ? "distinct post" : "post")
      + (parent.map { " of the sample \($0.name)" } ?? "")
      + (restrictions.codedBy.map { " that \($0) has not coded" } ?? "")
      + (restrictions.conditions.isEmpty
        ? "" : " where \(restrictions.conditions.joined(separator: " and "))")
      + (isThinned ? " (of marked duplicates the kept one)" : "")
  }
}

extension OpenStudy {
  /// Sees that each of `names` has coded something.
  ///
  /// - Throws: ``UserError``, which names those who have.
  func requireCodings(of names: [String]) throws {
    let coders = try study.coders().filter { !$0.counts.isEmpty }.map(\.identity.name).sorted()
    if let idle = names.first(where: { !coders.contains($0) }) {
      throw UserError(
        "\(idle) has coded nothing; "
          + (coders.isEmpty ? "nobody has yet" : "codings are there by \(coders.joined(separator: ", "))"))
    }
  }

  /// The variable called `name`, or the only one of the codebook where there is no name.
  func existingVariable(_ name: String?) throws -> Variable {
    let variables = configuration.codebook.variables
    let known = variables.map(\.name).joined(separator: ", ")
    guard let name else {
      guard variables.count == 1 else {
        throw UserError("the codebook has the variables \(known); name one with --variable")
      }
      return variables[0]
    }
    guard let variable = configuration.codebook[name] else {
      throw UserError("the codebook has no variable \(name); it has \(known)")
    }
    return variable
  }

  /// The clustering called `name`, or the only one of the study where there is no name.
  func existingClustering(_ name: String?) throws -> Clustering {
    let known = try study.clusterings().sorted()
    let hint =
      known.isEmpty
      ? "the study has no clustering; make one with codeframe cluster"
      : "the study has the clusterings \(known.joined(separator: ", "))"
    guard let name = name ?? (known.count == 1 ? known[0] : nil) else {
      throw UserError(known.isEmpty ? hint : "\(hint); name one with --clustering")
    }
    guard let clustering = try study.clustering(name) else {
      throw UserError(known.isEmpty ? hint : "there is no clustering \(name); \(hint)")
    }
    return clustering
  }
}
