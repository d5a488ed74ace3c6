import ContentCoding
import Estimation
import Reliability
import Storage

/// Says which share of the corpus is of each category, although a machine coded most of it.
package struct EstimateShares: Workflow, Sendable {
  /// The variable's name.
  package let variable: String
  /// Who coded the corpus.
  package let coder: String
  /// Who coded the sample; nil for the study's gold.
  package var gold: String?
  /// The sample; nil for the only one that holds all of gold's posts.
  package var sample: String?
  /// The posts that the corpus consists of.
  package var filters: [PostFilter] = []
  /// What shares are broken down by; nil for nothing.
  package var by: String?
  /// The column or count by which posts count; nil for 1.
  package var weights: String?

  /// The shares of `variable` by `coder`.
  package init(of variable: String, by coder: String) {
    self.variable = variable
    self.coder = coder
  }

  /// The shares of one category in one part of the corpus.
  package struct Row: Encodable, Sendable {
    /// The part; nil for the corpus.
    package let part: String?
    package let category: String
    /// How many posts the part has.
    package let posts: Int
    /// How many of them the person coded.
    package let coded: Int
    package let estimates: [ShareEstimate]
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    package let variable: String
    package let coder: String
    package let gold: String
    package let sample: String
    package let by: String?
    package let posts: Int
    package let rows: [Row]
    /// What a reader should know, a sentence each.
    package let notices: [String]
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let variable = try open.existingVariable(self.variable)
    guard variable.type != .openText else {
      throw UserError(
        "\(variable.name) is a text, which has no shares; let a coder code the texts into categories")
    }
    guard variable.type != .number else {
      throw UserError("\(variable.name) is a number, which has a mean and no shares; see codeframe regress")
    }
    let gold = gold ?? open.configuration.gold
    guard gold != coder else {
      throw UserError("\(coder) is the truth here; name with --coder who coded the whole corpus")
    }
    try open.requireCodings(of: [coder, gold])
    let breakdown = try by.map { try Breakdown(named: $0, in: open) }
    let corpus = try CorpusPosts(filters: filters, breakdown: breakdown, weights: weights, in: open)
    let truth = try open.values(of: variable, by: gold)
    let sample = try CodedSample(
      named: self.sample, coded: Set(truth.keys), by: gold, population: corpus.ids.count, in: open)
    let answers = try open.values(of: variable, by: coder)
    let units = ShareMaterial(
      corpus: corpus, answers: answers, truth: truth, sample: sample, variable: variable)
    let codings = try units.ofLabels()
    let bootstrap = Bootstrap(seed: open.configuration.seed)
    var rows: [Row] = []
    let coded = Set(sample.members.map(\.post))
    for part in [nil] + corpus.parts.map(Optional.some) {
      try Task.checkCancellation()
      let contains = part.map { part in corpus.values.map { $0 == part } }
      let posts = corpus.ids.indices.filter { contains?[$0] ?? true }
      let codedPosts = posts.count { coded.contains(corpus.ids[$0]) }
      for (place, label) in variable.labels.enumerated() {
        rows.append(
          Row(
            part: part, category: label, posts: posts.count, coded: codedPosts,
            estimates: codings[place].codings.shares(
              of: codings[place].category, in: contains, bootstrap: bootstrap)))
      }
    }
    return Outcome(
      variable: variable.name, coder: coder, gold: gold, sample: sample.name, by: by,
      posts: corpus.ids.count, rows: rows, notices: sample.notices + units.notices)
  }
}

/// The posts that a figure speaks of, with what it is broken down and weighted by.
struct CorpusPosts {
  private(set) var ids: [String] = []
  /// The value of each post that figures are broken down by; empty where nothing breaks them down.
  private(set) var values: [String] = []
  /// How much each post counts; nil for 1.
  private(set) var weights: [Double]?

  /// The place of each post in ``ids``.
  private(set) var places: [String: Int] = [:]

  /// The values that there are.
  var parts: [String] { Set(values).sorted() }

  init(filters: [PostFilter], breakdown: Breakdown?, weights column: String?, in open: OpenStudy) throws {
    var weights: [Double] = []
    var unweighted = 0
    try open.study.forEachPage(in: PostChoice(filters: filters).selection(in: open)) { posts in
      try Task.checkCancellation()
      for post in posts {
        places[post.id] = ids.count
        ids.append(post.id)
        if let breakdown { values.append(breakdown.value(of: post)) }
        guard let column else { continue }
        let weight = post.counts[column] ?? post.columns[column].flatMap(Double.init) ?? -1
        if !(weight >= 0 && weight.isFinite) { unweighted += 1 }
        weights.append(weight)
      }
    }
    guard let column else { return }
    guard unweighted == 0 else {
      throw UserError(
        "\(Figures.count(unweighted, "post")) have no number of 0 or more in \(column) to be weighted by; leave them out "
          + "with --where '\(column)>=0', or name another column")
    }
    self.weights = weights
  }
}

/// A coder's answers and a person's, as shares are made of them: tags each by itself.
private struct ShareMaterial {
  let corpus: CorpusPosts
  let answers: [String: CodedValue]
  let truth: [String: CodedValue]
  let sample: CodedSample
  let variable: Variable

  /// Posts that the coder gave no answer.
  var notices: [String] {
    let missing = corpus.ids.count { answers[$0] == nil }
    guard missing > 0 else { return [] }
    return [
      "the coder gave no answer to \(Figures.count(missing)) of \(Figures.count(corpus.ids.count, "post")); the naive share and the "
        + "confusion matrix leave them out, the others count them by what the sample says of such posts"
    ]
  }

  /// For each label of the variable the codings that hold its share, and its place in them.
  func ofLabels() throws -> [(codings: CorpusCodings, category: Int)] {
    if variable.type == .tags { return try variable.labels.map { (try ofTag($0), 1) } }
    let all = try ofCategories()
    return variable.labels.indices.map { (all, $0) }
  }

  private func ofTag(_ tag: String) throws -> CorpusCodings {
    try codings(count: 2) { value in
      if case .tags(let tags) = value { tags.contains(tag) ? 1 : 0 } else { nil }
    }
  }

  private func ofCategories() throws -> CorpusCodings {
    let places = variable.labelPlaces
    return try codings(count: places.count) { places[$0.text] }
  }

  private func codings(count: Int, _ place: (CodedValue) -> Int?) throws -> CorpusCodings {
    try CorpusCodings(
      categoryCount: count,
      answers: corpus.ids.map { id in
        answers[id].flatMap(place).map { Int32(clamping: $0) } ?? -1
      },
      sampled: sample.members.compactMap { member in
        guard let post = corpus.places[member.post], let truth = truth[member.post].flatMap(place) else {
          return nil
        }
        return CorpusCodings.Sampled(
          place: post, truth: truth, probability: member.probability, stratum: member.stratum)
      }, weights: corpus.weights)
  }
}
