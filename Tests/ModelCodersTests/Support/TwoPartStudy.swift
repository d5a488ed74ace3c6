import ContentCoding
import Reliability

@testable import ModelCoders

/// A small study of pictures and captions with known answers: the picture tells the kind, the caption of people and the
/// score, both of the things.
struct TwoPartStudy {
  static let parts = [
    FusionPart(name: "picture", encoder: "given", uses: [.image]),
    FusionPart(name: "caption", encoder: "given", uses: [.caption]),
  ]
  static let variables = [
    PracticeStudy.kind, PracticeStudy.people, PracticeStudy.things, PracticeStudy.score,
  ]

  var features = GivenFeatures()
  private(set) var goldPosts: [Post] = []
  private(set) var otherPosts: [Post] = []
  private(set) var values: [String: [String: CodedValue]] = [:]
  let folds: Folds

  init() {
    var generator = SplitMix64(seed: 11)
    var folds: [String: Int] = [:]
    for index in 0..<48 {
      let id = "g\(index < 10 ? "0" : "")\(index)"
      let truth = PracticeStudy.truth(index)
      values[id] = truth
      folds[id] = index / 3 % 3
      let picture = Self.picture(truth, &generator)
      var post = features.post(id, index % 10 == 7 ? [] : [.vector(picture)])
      post.text = index % 12 == 5 ? "" : "caption of \(id)"
      features.features[post.text] = .vector(Self.caption(truth, &generator))
      goldPosts.append(post)
    }
    self.folds = Folds(count: 3, assignment: folds)
    let truth = PracticeStudy.truth(4)
    let picture = Feature.vector(Self.picture(truth, &generator))
    features.features["sound"] = .vector(Self.caption(truth, &generator))
    features.features["short"] = .vector([1])
    let unreadable = Feature.missing(Reason(.unreadable, "The file is empty."))
    let gone = Feature.missing(Reason(.missingFile, "there is no file x"))
    for (id, pictures, text) in [
      ("none", [], ""), ("both", [picture], "sound"), ("picture-only", [picture], ""),
      ("caption-only", [], "sound"), ("unreadable-picture", [unreadable], "sound"),
      ("gone-picture", [gone], "sound"), ("short-caption", [picture], "short"),
      ("nothing-usable", [unreadable], "short"), ("nothing-here", [unreadable], ""),
      ("one-unreadable", [picture, unreadable], "sound"),
    ] {
      var post = features.post(id, pictures)
      post.text = text
      otherPosts.append(post)
    }
  }

  var posts: [Post] { otherPosts + goldPosts }

  func trained(
    _ way: FusionWay, values: [String: [String: CodedValue]]? = nil, variables: [Variable] = Self.variables
  ) async throws -> TrainedFusion {
    let extractors = [GivenFeatures.extractor, GivenFeatures.extractor]
    let (gold, widths) = try await GoldParts.read(
      goldPosts, values: values ?? self.values, parts: Self.parts, extractors: extractors, from: features)
    let trainer = FusionTrainer(
      parameters: FusionParameters(parts: Self.parts, way: way, hiddenUnits: 96), extractors: extractors,
      seed: 3, workers: Workers(count: 2))
    return try await trainer.train(on: gold, widths: widths, variables: variables, folds: folds)
  }

  private static func picture(
    _ truth: [String: CodedValue], _ generator: inout SplitMix64
  ) -> [Float] {
    var vector = generator.vector(10).map { $0 * 0.4 }
    if case .category(let name) = truth["kind"], let index = PracticeStudy.kind.labels.firstIndex(of: name) {
      vector[index] += 2.5
    }
    return things(truth, into: vector, from: 4)
  }

  private static func caption(
    _ truth: [String: CodedValue], _ generator: inout SplitMix64
  ) -> [Float] {
    var vector = generator.vector(8).map { $0 * 0.4 }
    vector[0] += truth["people"] == .boolean(true) ? 2.5 : -2.5
    if case .number(let number) = truth["score"] { vector[1] += Float(number) / 2 - 2 }
    // Without trees, which are at sea: the caption would tell the kind.
    return things(truth, into: vector, from: 4, among: ["boat", "car"])
  }

  private static func things(
    _ truth: [String: CodedValue], into vector: [Float], from start: Int,
    among told: Set<String> = ["boat", "tree", "car"]
  ) -> [Float] {
    var vector = vector
    guard case .tags(let tags) = truth["things"] else { return vector }
    for (index, tag) in PracticeStudy.things.labels.enumerated()
    where tags.contains(tag) && told.contains(tag) {
      vector[start + index] += 1
    }
    return vector
  }
}

/// The study's fusions, each trained once for all tests.
actor FusionTrainings {
  static let shared = FusionTrainings()
  static let ways: [FusionWay] = [
    .concat, .weighted(.softmax), .weighted(.penalty(lambda: 0.3)), .gated,
  ]
  private var tasks: [FusionWay: Task<TrainedFusion, any Error>] = [:]

  func trained(_ way: FusionWay) async throws -> TrainedFusion {
    let task = tasks[way] ?? Task { try await TwoPartStudy().trained(way) }
    tasks[way] = task
    return try await task.value
  }
}
