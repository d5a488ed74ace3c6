import CoderConformance
import ContentCoding
import Reliability
import Testing

@testable import ModelCoders

@Suite("Zero-shot: conformance")
struct ZeroShotConformanceTests {
  static let rules: [CombineRule] = [.mean, .max, .mode, .any, .atLeast(2)]
  static let scorings: [ZeroShotScoring] = [.softmax(scale: 5), .sigmoid(scale: 10, bias: -4)]

  /// How cut-offs come about.
  enum Way: CaseIterable {
    case given, none, learned, balanced
  }

  /// The practice study with phrases that point where the categories lie, and a little elsewhere.
  struct Practice {
    let study: PracticeStudy
    let features: GivenFeatures
    let posts: [Post]
    let variables: [Variable]
    let values: [String: [String: CodedValue]]

    init() async throws {
      study = try await PracticeStudy()
      // A vector of another length is an error of the whole run; see ZeroShotProblemTests.
      posts = study.posts.filter { $0.id != "short" }
      var features = study.features
      var generator = SplitMix64(seed: 23)
      func direction(_ index: Int) -> Feature {
        var vector = generator.vector(12).map { $0 * 0.2 }
        vector[index] += 1
        return .vector(vector)
      }
      for (index, text) in ["sea", "hill", "town", "people"].enumerated() {
        features.features["\(text) one"] = direction(index)
        features.features["\(text) two"] = direction(index)
      }
      for (index, tag) in ["boat", "tree", "car"].enumerated() {
        features.features["a photo of \(tag)"] = direction(4 + index)
      }
      features.features["nobody"] = direction(11)
      features.features["a photo"] = direction(10)
      self.features = features
      var kind = PracticeStudy.kind
      for index in kind.categories.indices {
        let name = kind.categories[index].name
        kind.categories[index].phrases = ["\(name) one", "\(name) two"]
      }
      var people = PracticeStudy.people
      people.phrases = ["true": ["people one", "people two"], "false": ["nobody"]]
      var alone = PracticeStudy.people
      alone.name = "alone"
      alone.phrases = ["true": ["people one"]]
      let bare = Variable(name: "bare", type: .boolean)
      variables = [kind, people, PracticeStudy.things, alone, bare, PracticeStudy.score]
      values = Dictionary(
        uniqueKeysWithValues: study.gold.map { post in
          (post.id, post.values.merging(["alone": post.values["people"] ?? .boolean(false)]) { $1 })
        })
    }

    func coder(
      _ variables: [Variable], _ parameters: ZeroShotParameters, _ scoring: ZeroShotScoring
    ) async throws -> ZeroShot {
      var balances: [String: LabelBalance] = [:]
      if parameters.balances {
        var measurement = BalanceMeasurement(
          variables: variables, parameters: parameters, extractor: GivenFeatures.extractor,
          textExtractor: GivenFeatures.extractor, scoring: scoring)
        try await measurement.add(posts, from: features)
        balances = try measurement.balances()
      }
      let cutoffs =
        parameters.learns
        ? try await ZeroShot.learn(
          from: study.goldPosts, values: values, folds: study.folds, variables: variables,
          parameters: parameters, extractor: GivenFeatures.extractor,
          textExtractor: GivenFeatures.extractor, scoring: scoring, balances: balances,
          features: features) : LearnedCutoffs(balances: balances)
      return ZeroShot(
        name: "clip", variables: variables, parameters: parameters, extractor: GivenFeatures.extractor,
        textExtractor: GivenFeatures.extractor, scoring: scoring, cutoffs: cutoffs)
    }
  }

  @Test(arguments: PhraseAggregation.allCases, Way.allCases)
  func everyScoringUnderEveryRule(aggregation: PhraseAggregation, way: Way) async throws {
    let practice = try await Practice()
    for scoring in Self.scorings {
      for rule in Self.rules {
        // As in codeframe.yaml, `any` and `at-least` fit booleans and tags only.
        let onlyFlags = if case .atLeast = rule { true } else { rule == .any }
        let variables = practice.variables.filter { !onlyFlags || [.boolean, .tags].contains($0.type) }
        // As in codeframe.yaml, categories are balanced by their own cosines.
        if way == .balanced, aggregation == .phrases || ![.mean, .max].contains(rule) { continue }
        let parameters = ZeroShotParameters.given(balances: way == .balanced) {
          $0.aggregation = aggregation
          $0.combine = rule
          switch way {
          case .none, .balanced: break
          case .given:
            $0.margin = .given(0.1)
            $0.threshold = .given(0.3)
          case .learned:
            $0.margin = .learned
            $0.none = "town"
            $0.threshold = .learned
          }
        }
        let coder = try await practice.coder(variables, parameters, scoring)
        let violations = try await CoderConformance(
          coder, posts: practice.posts, features: practice.features
        ).violations()
        #expect(violations.isEmpty, "\(aggregation) \(scoring) \(rule.text) \(way): \(violations)")
      }
    }
  }

  /// A coder that answers anything would keep the rules above as well.
  @Test(arguments: PhraseAggregation.allCases)
  func mostAnswersAreRight(aggregation: PhraseAggregation) async throws {
    let practice = try await Practice()
    for scoring in Self.scorings {
      let parameters = ZeroShotParameters.given {
        $0.aggregation = aggregation
        $0.threshold = .learned
      }
      let coder = try await practice.coder(practice.variables, parameters, scoring)
      let codings = try await coder.code(practice.study.goldPosts, with: practice.features)
      func right(_ variable: String) -> Int {
        practice.values.count { codings[$0.key, variable]?.value == $0.value[variable] }
      }
      #expect(right("kind") >= 36, "\(aggregation) \(scoring): \(right("kind"))")
      #expect(right("people") >= 28, "\(aggregation) \(scoring): \(right("people"))")
      #expect(codings.allSatisfy { $0.fold == practice.study.folds[$0.postID] })
    }
  }
}
