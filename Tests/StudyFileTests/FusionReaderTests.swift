import ContentCoding
import Testing

@testable import StudyFile

@Suite("Study file: fusions")
struct FusionReaderTests {
  private static func text(_ keys: String) -> String {
    """
    study: S
    variables:
      - {name: place, type: category, categories: [{name: Sea}, {name: Hill}]}
      - {name: score, type: number}
    coders: [{name: both, kind: fusion, \(keys)}]
    """
  }

  private static func problems(_ keys: String) -> [String] {
    do {
      _ = try StudyFile.parse(text(keys))
      return []
    } catch let error as StudyFileError {
      return error.problems.map(\.message)
    } catch {
      return ["\(error)"]
    }
  }

  private static func parameters(_ keys: String) throws -> any CoderParameters {
    try #require(try StudyFile.parse(text(keys)).coders.first).parameters
  }

  private static let two = "parts: [{}, {uses: [caption]}]"

  @Test func needsItsPartsOnly() throws {
    let found = try Self.parameters(Self.two)
    let picture = FusionPart(name: "image", encoder: "seedling-64", uses: [.image])
    let caption = FusionPart(name: "caption", encoder: "hashed-terms-1024", uses: [.caption])
    #expect(found.isEqual(to: FusionParameters(parts: [picture, caption])))
    #expect(found.kind == .fusion)
    #expect(found.teacher == "gold")
    #expect(found.readings == [[.image], [.caption]])
  }

  @Test func readsEveryKey() throws {
    let found = try Self.parameters(
      """
      parts: [{name: look, encoder: clip, precision: fp16, pooling: mean}, {encoder: mini, uses: [caption, place]},
        {name: self, encoder: mini, uses: [author]}],
        way: weighted, weights: penalty, lambda: 0.3, hidden-units: 64, learns-from: anna, class-weights: balanced
      """)
    #expect(
      found.isEqual(
        to: FusionParameters(
          parts: [
            FusionPart(
              name: "look", encoder: EncoderChoice("clip", precision: .fp16, pooling: .mean), uses: [.image]
            ),
            FusionPart(name: "caption+place", encoder: "mini", uses: [.caption, .column("place")]),
            FusionPart(name: "self", encoder: "mini", uses: [.author]),
          ], way: .weighted(.penalty(lambda: 0.3)), hiddenUnits: 64, learnsFrom: "anna",
          classWeights: .balanced)))
    for (keys, way) in [
      ("way: concat", FusionWay.concat), ("way: gated", .gated), ("way: weighted", .weighted(.softmax)),
      ("weights: penalty", .weighted(.penalty(lambda: 0.1))),
    ] {
      guard let fusion = try Self.parameters("\(Self.two), \(keys)") as? FusionParameters else {
        Issue.record("no fusion")
        continue
      }
      #expect(fusion.way == way)
    }
  }

  @Test(arguments: [
    ("way: gated", "a fusion has no `parts`"),
    ("parts: image", "`parts` is a list"),
    ("parts: [{}]", "joins 2 to 8 parts, and `parts` names 1"),
    ("parts: [{}, {encoder: clip}]", "two parts are called \"image\""),
    ("parts: [{}, caption]", "a part is written as `key: value` lines"),
    ("parts: [{}, {uses: [caption], encoder: \" \"}]", "`encoder` is the name of a model"),
    ("parts: [{}, {uses: [image, caption], encoder: clip}]", "`uses` joins image and text"),
    ("parts: [{}, {head: mlp}]", "unknown key \"head\" in a part"),
    ("\(two), way: sum", "\"sum\" is no way"),
    ("\(two), way: concat, weights: softmax", "`weights` goes with `way: weighted`, not concat"),
    ("\(two), lambda: 0.1", "`lambda` goes with `weights: penalty`"),
    ("\(two), weights: penalty, lambda: -1", "`lambda` is a number from 0.0 to 100.0"),
    ("\(two), hidden-units: 0", "`hidden-units` is a whole number from 1 to 8192"),
    ("\(two), hidden-units: many", "`hidden-units` is a whole number"),
    ("\(two), learns-from: both", "`learns-from` goes in a circle"),
    ("\(two), encoder: clip", "unknown key \"encoder\" in a fusion"),
  ])
  func saysWhatIsWrong(keys: String, message: String) {
    let found = Self.problems(keys)
    #expect(found.contains { $0.contains(message) }, "\(found)")
  }
}
