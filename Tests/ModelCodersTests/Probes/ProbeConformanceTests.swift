import CoderConformance
import ContentCoding
import Learning
import Testing

@testable import ModelCoders

@Suite("Probe: conformance")
struct ProbeConformanceTests {
  static let rules: [CombineRule] = [.mean, .max, .mode, .any, .atLeast(2)]

  @Test(arguments: HeadKind.allCases)
  func everyHeadUnderEveryRule(head: HeadKind) async throws {
    let study = try await PracticeStudy()
    let trained = try await Trainings.shared.trained(head)
    for rule in Self.rules {
      // As in codeframe.yaml, `any` and `at-least` fit booleans and tags only.
      let variables = study.variables(for: head).filter { variable in
        switch rule {
        case .any, .atLeast: variable.type == .boolean || variable.type == .tags
        default: true
        }
      }
      let probe = Probe(name: "probe", variables: variables, trained: trained.combining(by: rule))
      let violations = try await CoderConformance(probe, posts: study.posts, features: study.features)
        .violations()
      #expect(violations.isEmpty, "\(head) \(rule.text): \(violations)")
      let codings = try await probe.code(study.posts, with: study.features)
      for coding in codings where coding.answer.status == .coded && coding.variable != "things" {
        let scores = coding.answer.scores.values
        guard coding.variable != "score" else { continue }
        #expect(abs(scores.reduce(0, +) - 1) <= 1e-5, "\(head) \(rule.text) \(coding)")
        #expect(coding.answer.confidence == scores.max())
      }
    }
  }

  /// A probe learns what is there to learn; without that, the rules above are easily kept.
  @Test(arguments: HeadKind.allCases)
  func outOfFoldAnswersAreMostlyRight(head: HeadKind) async throws {
    let study = try await PracticeStudy()
    let probe = Probe(
      name: "probe", variables: study.variables(for: head), trained: try await Trainings.shared.trained(head))
    let codings = try await probe.code(study.goldPosts, with: study.features)
    // From 30 posts only the penalised linear heads find the one dimension that tells of people.
    let found = [PracticeStudy.kind] + ([.logistic, .ridge].contains(head) ? [PracticeStudy.people] : [])
    for variable in found {
      let right = study.gold.count { codings[$0.id, variable.name]?.value == $0.values[variable.name] }
      #expect(right >= 30, "\(head) \(variable.name): \(right) of 40")
    }
    guard head != .prototypes else { return }
    let squares = study.gold.map { post -> Double in
      guard case .number(let found) = codings[post.id, "score"]?.value,
        case .number(let truth) = post.values["score"]
      else { return .infinity }
      return (found - truth) * (found - truth)
    }
    // The variance of the score is 8.
    #expect(squares.reduce(0, +) / 40 < 6, "\(head)")
  }
}
