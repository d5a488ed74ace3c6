import ContentCoding
import Foundation
import Reliability

@testable import ModelCoders

/// A study with a known law of likes: 90 posts to learn from in 3 folds, some others, and some of which little is known.
///
/// ln(likes + 1) = 1 + 0.7 ln(followers + 1) + 0.8 (scene is sea) + 0.5 cos(2 pi (hour - 19) / 24) + picture + noise. Every
/// tenth post hides its likes.
struct AttentionStudy: CodingSource {
  static let likes = Variable(name: "likes", type: .number, range: 0...1e9)
  static let scene = Variable(
    name: "scene", type: .category, categories: ["sea", "hill"].map { Category(name: $0) })

  var features = GivenFeatures()
  var table = CodingTable()
  /// The likes of the posts to learn from that do not hide them.
  var values: [String: [String: CodedValue]] = [:]
  private(set) var posts: [Post] = []
  private(set) var others: [Post] = []
  private(set) var folds = Folds(count: 3, assignment: [:])
  /// Posts to learn from that hide their likes.
  private(set) var hidden: Set<String> = []

  init(noise: Double = 0.2) {
    var generator = SplitMix64(seed: 11)
    var assignment: [String: Int] = [:]
    for index in 0..<100 {
      let id = "p\(100 + index)"
      let isSea = Bool.random(using: &generator)
      let followers = exp(Double.random(in: 3...9, using: &generator)).rounded()
      let hour = Int.random(in: 0..<24, using: &generator)
      var picture = generator.vector(6)
      picture[0] += isSea ? 2 : -2
      var post = features.post(id, index == 95 ? [] : [.vector(picture)])
      post.author = "account \(index % 12)"
      post.columns = ["followers": "\(Int(followers))", "place": ["lake", "peak", "town"][index % 3]]
      post.time = Date(timeIntervalSince1970: Double(1_700_006_400 + index * 86_400 + hour * 3600))
      let law =
        1 + 0.7 * log1p(followers) + (isSea ? 0.8 : 0) + 0.5 * cos(2 * .pi * Double(hour - 19) / 24)
        + 0.4 * Double(picture[1]) + noise * Double.random(in: -1.7...1.7, using: &generator)
      let likes = expm1(law).rounded()
      if index % 10 == 9 { hidden.insert(id) } else { post.counts["likes"] = max(0, likes) }
      table.add(
        Coding(
          postID: id, variable: "scene",
          answer: .coded(.category(isSea ? "sea" : "hill"), scores: isSea ? ["sea": 0.9, "hill": 0.1] : [:])),
        of: "probe")
      if index < 90 {
        posts.append(post)
        assignment[id] = index % 3
        if let likes = post.counts["likes"] { values[id] = ["likes": .number(likes)] }
      } else {
        others.append(post)
      }
    }
    folds = Folds(count: 3, assignment: assignment)
    let strange = Feature.missing(Reason(.unreadable, "The file is empty."))
    others += [
      Post(id: "bare"), Post(id: "bare-2"), features.post("unreadable", [strange]),
      features.post("short", [.vector([1, 2])]), features.post("huge", [.vector([1e30, 0, 0, 0, 0, 0])]),
      features.post("bare-picture", [.vector([0, 1, 0, 0, 0, 0])]),
    ]
    var odd = features.post("odd", [.vector([0, 1, 0, 0, 0, 0])])
    odd.columns = ["followers": "-12", "place": "moon"]
    odd.time = Date(timeIntervalSince1970: .infinity)
    others.append(odd)
  }

  func codings(of coders: [String], for posts: [Post]) async throws -> CodingTable { table }

  static let columns = [CodingColumn(coder: "probe", variable: scene)]

  func trained(
    _ parameters: EngagementParameters = EngagementParameters(
      columns: ["followers", "place"], codings: ["probe"]),
    values: [String: [String: CodedValue]]? = nil, variables: [Variable] = [likes], seed: UInt64 = 3
  ) async throws -> TrainedEngagement {
    let trainer = EngagementTrainer(
      parameters: parameters, extractor: parameters.encoder == nil ? nil : GivenFeatures.extractor,
      columns: parameters.codings.isEmpty ? [] : Self.columns, codings: self, seed: seed,
      workers: Workers(count: 2))
    return try await trainer.train(
      on: posts, values: values ?? self.values, variables: variables, folds: folds, from: features)
  }

  func coder(_ trained: TrainedEngagement, variables: [Variable] = [likes]) -> EngagementCoder {
    EngagementCoder(name: "attention", variables: variables, trained: trained, codings: self)
  }

  /// Spearman-like check without ranks: the mean absolute error on the log scale over posts with likes.
  func error(of codings: [Coding], in posts: [Post]) -> (coder: Double, median: Double) {
    let pairs = posts.compactMap { post -> (Double, Double)? in
      guard let likes = post.counts["likes"],
        case .number(let answer) = codings.first(where: { $0.postID == post.id })?.answer.value
      else { return nil }
      return (log1p(likes), log1p(answer))
    }
    let median = pairs.map(\.0).sorted()[pairs.count / 2]
    let n = Double(pairs.count)
    return (
      pairs.reduce(0) { $0 + abs($1.0 - $1.1) } / n, pairs.reduce(0) { $0 + abs($1.0 - median) } / n
    )
  }
}
