import Foundation
import LibraryExample
import Testing

struct LibraryExampleTests {
  @Test func twoPeopleAgree() throws {
    let found = try agreement(
      of: ["sea", "sea", "hill", "hill", nil, "sea"], and: ["sea", "sea", "hill", "sea", "hill", "sea"],
      categories: ["sea", "hill"])
    // Of five pairs four agree. Alpha: 1 - (2/10) / (2 * 7 * 3 / 90); kappa: (4/5 - 14/25) / (1 - 14/25).
    #expect(found.map(\.kind.id) == ["alpha", "kappa"])
    #expect(abs((found[0].value.value ?? 0) - (1 - 0.2 / (42.0 / 90))) < 1e-12)
    #expect(abs((found[1].value.value ?? 0) - (0.8 - 0.56) / 0.44) < 1e-12)
    #expect(found[1].interval?.value != nil)
  }

  @Test func aHeadLearns() throws {
    let known: [[Float]] = [[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]]
    #expect(
      try categories(of: [[0.8, 0.1], [0.2, 1]], learnedFrom: known, with: [0, 0, 1, 1], among: 2) == [0, 1])
  }

  /// What the documentation shows is what is built and tested here.
  @Test func theDocumentationShowsThisExample() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let example = try String(
      contentsOf: root.appending(path: "Examples/LibraryExample/Example.swift"), encoding: .utf8)
    let page = try String(contentsOf: root.appending(path: "docs/libraries.md"), encoding: .utf8)
    #expect(page.contains("```swift\n\(example)```"))
  }
}
