import ContentCoding
import Learning
import Testing

struct StudyConfigurationTests {
  private let study = StudyConfiguration(
    name: "Parks",
    codebook: Codebook(variables: ["a", "b", "c"].map { Variable(name: $0, type: .boolean) }),
    coders: [
      CoderConfiguration(name: "all", parameters: (ProbeParameters())),
      CoderConfiguration(name: "some", variables: ["c", "a"], parameters: (ProbeParameters())),
      CoderConfiguration(name: "stale", variables: ["gone"], parameters: (ProbeParameters())),
    ])

  @Test func aCoderAnswersWhatItNamesElseAll() throws {
    #expect(study.variables(of: try #require(study.coder(named: "all"))).map(\.name) == ["a", "b", "c"])
    #expect(study.variables(of: try #require(study.coder(named: "stale"))) == [])
    #expect(study.coder(named: "none") == nil)
  }

  @Test func variablesComeInTheCodebooksOrderAndOnce() throws {
    var coder = try #require(study.coder(named: "some"))
    #expect(study.variables(of: coder).map(\.name) == ["a", "c"])
    coder.variables = ["c", "a", "c"]
    #expect(study.variables(of: coder).map(\.name) == ["a", "c"])
  }

  @Test func defaultsAreTheDocumentedOnes() throws {
    #expect(study.gold == "gold")
    #expect(study.seed == 1)
    let probe = ProbeParameters()
    #expect(probe.encoder == "seedling-64")
    #expect(probe.head == .logistic)
    #expect(probe.learnsFrom == "gold")
    #expect(probe.combine == .mean)
    #expect(probe.classWeights == .none)
    let coder = try #require(study.coder(named: "all"))
    #expect(coder.identity == CoderIdentity(name: "all", kind: .probe))
  }

  @Test func combineRulesAreWrittenAsInTheFile() {
    let rules: [CombineRule] = [.mean, .max, .mode, .any, .atLeast(2)]
    #expect(rules.map(\.text) == ["mean", "max", "mode", "any", "{at-least: 2}"])
  }

  @Test func namesInTheFileArePinned() {
    #expect(
      HeadKind.allCases.map(\.rawValue) == ["logistic", "linear-sgd", "mlp", "ridge", "prototypes", "knn"])
    #expect(ClassWeights.allCases.map(\.rawValue) == ["none", "balanced"])
  }
}
