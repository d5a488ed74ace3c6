import ContentCoding
import Testing

@testable import Pages

@Suite struct GallerySelectionTests {
  static let codings: [Coding] = (0..<300).map { post in
    ReportCases.coding(
      post, "service", .category(post % 3 == 0 ? "sports" : "landscape"),
      confidence: Double(post * 37 % 300) / 300)
  }

  static func gold(_ coding: Coding) -> CodedValue? {
    coding.postID.hasSuffix("7") ? .category("sports") : coding.answer.value
  }

  static func selection(of codings: [Coding], seed: UInt64 = 1, coder: String = "probe") -> GallerySelection {
    var selection = GallerySelection(variable: ReportCases.service, coder: coder, seed: seed)
    for coding in codings { selection.add(coding, gold: gold(coding)) }
    return selection
  }

  @Test func theOrderOfCodingsDoesNotMatter() {
    let first = Self.selection(of: Self.codings)
    for _ in 0..<5 {
      let other = Self.selection(of: Self.codings.shuffled())
      #expect(other.samples == first.samples)
      #expect(other.leastCertain == first.leastCertain)
      #expect(other.disagreements == first.disagreements)
    }
  }

  @Test func samplesAreOfTheirCategoryInTheCodebooksOrder() {
    let samples = Self.selection(of: Self.codings).samples
    #expect(samples.map(\.label) == ["landscape", "sports"])
    for sample in samples {
      #expect(sample.codings.count == 6)
      #expect(Set(sample.codings.map(\.postID)).count == 6)
      #expect(sample.codings.allSatisfy { $0.answer.value?.text == sample.label })
    }
  }

  @Test func theSeedAndTheCoderDecide() {
    let first = Self.selection(of: Self.codings).samples
    #expect(Self.selection(of: Self.codings, seed: 1).samples == first)
    #expect(Self.selection(of: Self.codings, seed: 2).samples != first)
    #expect(Self.selection(of: Self.codings, coder: "clip").samples != first)
  }

  @Test func everyPostHasTheSameChance() {
    var drawn = Array(repeating: 0, count: 60)
    let codings = (0..<60).map { ReportCases.coding($0, "service", .category("sports")) }
    for seed in 0..<500 {
      for coding in Self.selection(of: codings, seed: UInt64(seed)).samples[0].codings {
        if let post = Int(coding.postID.dropFirst()) { drawn[post] += 1 }
      }
    }
    // 50 draws each are expected, with a standard deviation of 6.7; five of them either side.
    #expect(drawn.allSatisfy { (16...84).contains($0) })
    #expect(drawn.reduce(0, +) == 3000)
  }

  @Test func theLeastCertainComeLowestFirst() {
    let expected = Self.codings.sorted { ($0.answer.confidence ?? 1) < ($1.answer.confidence ?? 1) }.prefix(
      12)
    #expect(Self.selection(of: Self.codings).leastCertain == Array(expected))
  }

  @Test func disagreementsComeMostConfidentFirst() {
    let expected = Self.codings.filter { Self.gold($0) != $0.answer.value }
      .sorted { ($0.answer.confidence ?? 0) > ($1.answer.confidence ?? 0) }
    #expect(expected.count == 20)
    #expect(Self.selection(of: Self.codings).disagreements == expected)
  }

  @Test func numbersDisagreeMostWhereTheyAreFarthest() {
    var selection = GallerySelection(variable: ReportCases.share, coder: "probe", seed: 1)
    for (post, value) in [0.5, 0.9, 0.1, 0.4].enumerated() {
      selection.add(ReportCases.coding(post, "share", .number(value)), gold: .number(0.4))
    }
    #expect(selection.disagreements.map(\.postID) == ["p1", "p2", "p0"])
    #expect(selection.samples.map(\.label) == [nil])
  }

  @Test func aSetOfTagsStandsUnderEachOfItsTags() {
    var selection = GallerySelection(variable: ReportCases.marks, coder: "probe", seed: 1)
    selection.add(ReportCases.coding(1, "marks", .tags(["snow", "water"])))
    selection.add(ReportCases.coding(2, "marks", .tags([])))
    #expect(selection.samples.map(\.label) == ["water", "snow", nil])
    #expect(selection.samples.map { $0.codings.map(\.postID) } == [["p1"], ["p1"], ["p2"]])
  }

  @Test func whatHasNoValueStandsApart() {
    var selection = GallerySelection(variable: ReportCases.service, coder: "probe", seed: 1)
    selection.add(
      Coding(postID: "p1", variable: "service", answer: .abstained(Reason(.noPicture, ""))),
      gold: .category("sports"))
    selection.add(ReportCases.coding(2, "service", .category("gone"), confidence: 0.1))
    selection.add(ReportCases.coding(3, "people", .boolean(true), confidence: 0.1))
    selection.add(ReportCases.coding(4, "service", .category("sports"), confidence: .nan))
    #expect(selection.notCoded.map(\.postID) == ["p1"])
    #expect(selection.samples.flatMap(\.codings).map(\.postID) == ["p4"])
    #expect(selection.leastCertain.isEmpty)
    #expect(selection.disagreements.isEmpty)
  }

  @Test func limitsBelowOneKeepNothing() {
    var selection = GallerySelection(
      variable: ReportCases.service, coder: "probe", seed: 1,
      limits: .init(perCategory: -1, leastCertain: 0, disagreements: .min, notCoded: -3))
    for coding in Self.codings { selection.add(coding, gold: .category("unused")) }
    #expect(selection.samples.allSatisfy { $0.codings.isEmpty })
    #expect(selection.leastCertain.isEmpty && selection.disagreements.isEmpty)
  }
}
