import ContentCoding
import Foundation
import Learning
import Testing

@testable import ModelCoders

@Suite("Trained probe")
struct TrainedProbeTests {
  let study: PracticeStudy

  init() async throws { study = try await PracticeStudy() }

  @Test(arguments: HeadKind.allCases)
  func survivesJSON(head: HeadKind) async throws {
    let variables = study.variables(for: head)
    let trained = try await Trainings.shared.trained(head)
    let data = try encoded(trained)
    let read = try JSONDecoder().decode(TrainedProbe.self, from: data)
    #expect(try encoded(read) == data)
    let answers = try await Probe(name: "probe", variables: variables, trained: trained)
      .code(study.posts, with: study.features)
    let again = try await Probe(name: "probe", variables: variables, trained: read)
      .code(study.posts, with: study.features)
    #expect(answers == again)
    #expect(read.extractor == GivenFeatures.extractor)
    #expect(read.folds == study.folds)
  }

  @Test func variablesWithoutHeadsSurviveToo() async throws {
    let trained = try await study.trained(.ridge, on: [])
    let read = try JSONDecoder().decode(TrainedProbe.self, from: encoded(trained))
    #expect(read["kind"]?.obstacle?.contains("kind has 0 categories") == true)
  }

  /// A head whose labels are not those of its columns would answer with another label, or crash.
  @Test(arguments: [["sea"], ["sea", "hill"], ["sea", "hill", "town", "moon"], ["sea", "hill", "sea"], []])
  func labelsThatDoNotFitTheHead(labels: [String]) async throws {
    let trained = try await study.trained(.ridge, variables: [PracticeStudy.kind])
    let json = String(decoding: try encoded(trained), as: UTF8.self)
    let written = "\"labels\":[\"sea\",\"hill\",\"town\"]"
    #expect(json.contains("," + written) || json.contains("{" + written))
    let list = labels.map { "\"\($0)\"" }.joined(separator: ",")
    let broken = json.replacingOccurrences(of: written, with: "\"labels\":[\(list)]")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TrainedProbe.self, from: Data(broken.utf8))
    }
  }

  @Test func newDefinitionsDoNotChangeTheShape() {
    var kind = PracticeStudy.kind
    kind.definition = "What the picture shows most."
    #expect(VariableShape(kind) == VariableShape(PracticeStudy.kind))
    kind.categories.append(Category(name: "moon"))
    #expect(VariableShape(kind) != VariableShape(PracticeStudy.kind))
  }
}
