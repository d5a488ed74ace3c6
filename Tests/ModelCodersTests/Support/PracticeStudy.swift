import ContentCoding
import Learning
import Reliability

@testable import ModelCoders

/// A small study with known answers: 40 gold posts and some that were never coded, one variable of each type.
///
/// A picture's embedding is the direction of its category, and further directions for `people`, the tags and the score,
/// with noise: learnable, not trivial.
struct PracticeStudy {
  static let kind = Variable(
    name: "kind", type: .category, categories: ["sea", "hill", "town"].map { Category(name: $0) })
  static let people = Variable(name: "people", type: .boolean)
  static let things = Variable(
    name: "things", type: .tags, categories: ["boat", "tree", "car"].map { Category(name: $0) })
  static let score = Variable(name: "score", type: .number, range: 0...10)

  var features = GivenFeatures()
  private(set) var gold: [GoldPost] = []
  private(set) var goldPosts: [Post] = []
  private(set) var otherPosts: [Post] = []
  let folds: Folds

  init(noise: Float = 0.4) async throws {
    var generator = SplitMix64(seed: 7)
    var values: [String: [String: CodedValue]] = [:]
    var folds: [String: Int] = [:]
    for index in 0..<40 {
      let id = "g\(index < 10 ? "0" : "")\(index)"
      let truth = Self.truth(index)
      values[id] = truth
      folds[id] = index / 3 % 4
      goldPosts.append(
        features.post(id, (0...index % 3).map { _ in Self.picture(truth, noise, &generator) }))
    }
    let whole = Self.picture(Self.truth(4), noise, &generator)
    let second = Self.picture(Self.truth(5), noise, &generator)
    let unreadable = Feature.missing(Reason(.unreadable, "The file is empty."))
    let gone = Feature.missing(Reason(.missingFile, "there is no file x"))
    otherPosts = [
      features.post("none", []),
      features.post("one", [whole]),
      features.post("two", [whole, second]),
      features.post("three", [second, whole, second]),
      features.post("some-unreadable", [unreadable, whole, gone]),
      features.post("all-unreadable", [unreadable, gone]),
      features.post("all-gone", [gone, unreadable]),
      features.post("not-finite", [.vector([.nan] + Array(repeating: 0, count: 11))]),
      features.post("infinite-and-sound", [.vector(Array(repeating: .infinity, count: 12)), whole]),
      features.post("hash", [.hash(5)]),
      features.post("zero", [.vector(Array(repeating: 0, count: 12))]),
      features.post("short", [.vector([1, 2])]),
      features.post("short-and-sound", [whole, .vector([1, 2])]),
      features.post("empty", [.vector([])]),
    ]
    self.folds = Folds(count: 4, assignment: folds)
    gold = try await GoldPost.read(
      goldPosts, values: values, extractor: GivenFeatures.extractor, from: features)
  }

  static func truth(_ index: Int) -> [String: CodedValue] {
    let tags = [(2, "boat"), (3, "tree"), (5, "car")].filter { index.isMultiple(of: $0.0) }.map(\.1)
    return [
      "kind": .category(["sea", "hill", "town"][index % 3]), "people": .boolean(index % 4 < 2),
      "things": .tags(Set(tags)), "score": .number(Double(index % 5) * 2),
    ]
  }

  private static func picture(
    _ truth: [String: CodedValue], _ noise: Float, _ generator: inout SplitMix64
  ) -> Feature {
    var vector = generator.vector(12).map { $0 * noise }
    if case .category(let name) = truth["kind"], let index = kind.labels.firstIndex(of: name) {
      vector[index] += 1
    }
    if truth["people"] == .boolean(true) { vector[3] += 1 }
    if case .tags(let tags) = truth["things"] {
      for (index, tag) in things.labels.enumerated() where tags.contains(tag) { vector[4 + index] += 1 }
    }
    if case .number(let number) = truth["score"] { vector[7] += Float(number) / 5 - 1 }
    // Length is not information.
    return .vector(vector.map { $0 * 3 })
  }

  /// All posts, gold and others mixed.
  var posts: [Post] { otherPosts + goldPosts }

  func variables(for head: HeadKind) -> [Variable] {
    [Self.kind, Self.people, Self.things] + (head == .prototypes ? [] : [Self.score])
  }

  func trained(
    _ head: HeadKind, on gold: [GoldPost]? = nil, variables: [Variable]? = nil,
    weights: ClassWeights = .none, seed: UInt64 = 3
  ) async throws -> TrainedProbe {
    let trainer = ProbeTrainer(
      parameters: ProbeParameters(encoder: "given", head: head, classWeights: weights),
      extractor: GivenFeatures.extractor, seed: seed, workers: Workers(count: 2))
    return try await trainer.train(
      on: gold ?? self.gold, variables: variables ?? self.variables(for: head), folds: folds)
  }
}

/// The practice study's probes, each trained once for all tests.
actor Trainings {
  static let shared = Trainings()
  private var tasks: [HeadKind: Task<TrainedProbe, any Error>] = [:]

  func trained(_ head: HeadKind) async throws -> TrainedProbe {
    let task = tasks[head] ?? Task { try await PracticeStudy().trained(head) }
    tasks[head] = task
    return try await task.value
  }
}

extension TrainedProbe {
  /// The same heads under another rule.
  func combining(by rule: CombineRule) -> TrainedProbe {
    var parameters = parameters
    parameters.combine = rule
    return TrainedProbe(parameters: parameters, extractor: extractor, variables: variables, folds: folds)
  }

  /// The same heads, with no post known as gold: all are answered by the whole head.
  var withoutFolds: TrainedProbe {
    TrainedProbe(
      parameters: parameters, extractor: extractor, variables: variables,
      folds: Folds(count: folds.count, assignment: [:]))
  }
}

extension [Coding] {
  subscript(post: String, variable: String) -> Answer? {
    first { $0.postID == post && $0.variable == variable }?.answer
  }
}
