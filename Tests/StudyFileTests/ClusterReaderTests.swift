import ContentCoding
import Testing

@testable import StudyFile

@Suite("Study file: cluster coders")
struct ClusterReaderTests {
  private static func text(_ keys: String, variables: String = "[place]") -> String {
    """
    study: S
    variables:
      - {name: place, type: category, categories: [{name: Sea}, {name: Hill}]}
      - {name: busy, type: boolean}
      - {name: score, type: number}
    coders:
      - {name: groups, kind: cluster, variables: \(variables)\(keys.isEmpty ? "" : ", ")\(keys)}
    """
  }

  private static func problems(_ keys: String, variables: String = "[place]") -> [String] {
    do {
      _ = try StudyFile.parse(text(keys, variables: variables))
      return []
    } catch let error as StudyFileError {
      return error.problems.map(\.message)
    } catch {
      return ["\(error)"]
    }
  }

  private static func parameters(_ keys: String) throws -> ClusterParameters {
    let coder = try #require(try StudyFile.parse(text(keys)).coders.first)
    guard let parameters = coder.parameters as? ClusterParameters else {
      throw StudyFileError(path: "", problems: [])
    }
    return parameters
  }

  @Test func needsNothingButItsKind() throws {
    #expect(try Self.parameters("") == ClusterParameters())
    let coder = try #require(try StudyFile.parse(Self.text("")).coders.first)
    #expect(coder.parameters.teacher == "gold")
    #expect(coder.parameters.kind == .cluster)
  }

  @Test func readsEveryMethodAndReduction() throws {
    #expect(try Self.parameters("clusters: 12").method == .kmeans(clusters: 12...12))
    #expect(try Self.parameters("clusters: [5, 30]").method == .kmeans(clusters: 5...30))
    #expect(
      try Self.parameters("method: hdbscan, minimum-size: 15, minimum-samples: 3").method
        == .hdbscan(minimumSize: 15, minimumSamples: 3))
    #expect(
      try Self.parameters("method: iterative, cohesion: 0.1, leftover: 5").method
        == .iterative(IterativeClustering(cohesion: 0.1, leftover: 5)))
    #expect(
      try Self.parameters("method: iterative, draw: 50, step: 2, window: 4").method
        == .iterative(IterativeClustering(sample: 50, step: 2, window: 4)))
    #expect(try Self.parameters("reduce: pca, dimensions: 8").reduction == .pca(dimensions: 8))
    #expect(try Self.parameters("reduce: umap").reduction == .umap(dimensions: 20, neighbours: 15))
  }

  @Test func readsEveryNaming() throws {
    #expect(
      try Self.parameters("uses: [caption], naming: zero-shot").naming
        == .zeroShot(encoder: "hashed-terms-1024", texts: [.caption]))
    #expect(
      try Self.parameters("uses: [caption], encoder: mini, naming: zero-shot").naming
        == .zeroShot(encoder: "mini", texts: [.caption]))
    #expect(
      try Self.parameters("naming: {zero-shot: mini, texts: [title, caption]}").naming
        == .zeroShot(encoder: "mini", texts: [.column("title"), .caption]))
    #expect(
      try Self.parameters("naming: flan-t5").naming
        == .flanT5(model: "google/flan-t5-base", texts: [.caption]))
    #expect(try Self.parameters("naming: {coder: llava}").naming == .coder("llava"))
    #expect(
      try Self.parameters("naming: {names: {0: Sea, 3: Hill}}").naming == .person([0: "Sea", 3: "Hill"]))
    let described = try Self.parameters("descriptions: llava, naming: zero-shot")
    #expect(described.embedded == [.column("description")])
    #expect(described.naming == .zeroShot(encoder: "hashed-terms-1024", texts: [.column("description")]))
    #expect(try Self.parameters("naming: gold, learns-from: anna").learnsFrom == "anna")
  }

  @Test(arguments: [
    ("clusters: 1", "`clusters`"), ("clusters: [5, 5]", "`clusters`"), ("clusters: [5, x]", "`clusters`"),
    ("clusters: {a: 1}", "`clusters`"), ("method: hdbscan, clusters: 5", "`clusters` goes with"),
    ("minimum-size: 5", "`minimum-size` goes with"), ("cohesion: 0.1", "`cohesion` goes with"),
    ("draw: 5", "`draw` goes with"),
    ("dimensions: 5", "`dimensions` goes with"), ("reduce: pca, neighbours: 5", "`neighbours` goes with"),
    ("reduce: umap, dimensions: 0", "`dimensions`"), ("method: dbscan", "is no method"),
    ("naming: nobody", "`naming` is"), ("naming: {}", "`naming` is one of"),
    ("naming: {coder: a, names: {0: Sea}}", "`naming` is one of"),
    ("naming: {names: {x: Sea}}", "a key of `names`"),
    ("naming: {names: {0: See}}", "no category of place"), ("naming: {names: 5}", "`names` is"),
    ("naming: {coder: a, texts: [caption]}", "`texts`"),
    ("naming: {zero-shot: m, texts: [image]}", "`texts`"),
    ("naming: flan-t5, learns-from: anna", "learns nothing"),
    ("descriptions: a, uses: [caption]", "in the place of"),
    ("typical: 0", "`typical`"), ("kluster: 3", "unknown key"),
  ])
  func wrongKeysAreExplained(keys: String, hint: String) {
    let problems = Self.problems(keys)
    #expect(problems.count == 1, "\(keys): \(problems)")
    #expect(problems.first?.contains(hint) == true, "\(keys): \(problems)")
  }

  @Test func numbersAndTagsAreRefused() {
    #expect(Self.problems("", variables: "[score]").first?.contains("answers no number variable") == true)
    #expect(
      Self.problems("naming: {names: {0: Sea}}", variables: "[place, busy]").first?.contains("one variable")
        == true)
  }
}
