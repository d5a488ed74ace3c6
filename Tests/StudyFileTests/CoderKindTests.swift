import ContentCoding
import Testing

@testable import StudyFile

struct CoderKindTests {
  /// A file with a category, a boolean and a tags variable, and one coder of these keys.
  private static func text(_ keys: String) -> String {
    """
    study: S
    variables:
      - name: place
        type: category
        templates: ["a photo of {}", "{} seen from afar"]
        categories: [{name: Sea, phrases: [the open sea]}, {name: Hill}, {name: Neither}]
      - name: people
        type: boolean
        phrases: {true: [a photo of people], false: [an empty place, nobody]}
      - {name: things, type: tags, categories: [{name: boat}, {name: tree}]}
      - {name: score, type: number}
    coders: [{name: c, \(keys)}]
    """
  }

  private static func parameters(_ keys: String) throws -> any CoderParameters {
    let study = try StudyFile.parse(text(keys))
    return try #require(study.coders.first).parameters
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

  @Test func readsPhrasesAndTemplates() throws {
    let book = try StudyFile.parse(Self.text("kind: probe")).codebook
    #expect(book["place"]?.templates == ["a photo of {}", "{} seen from afar"])
    #expect(book["people"]?.phrases(of: "true") == ["a photo of people"])
    #expect(book["people"]?.phrases(of: "false") == ["an empty place", "nobody"])
    #expect(book["place"]?.phrases(of: "Sea") == ["the open sea"])
    #expect(book["things"]?.phrases(of: "boat") == [])
  }

  @Test func readsAProbeOnText() throws {
    let found = try Self.parameters(
      "kind: probe, encoder: a/b, precision: int8, pooling: mean, uses: [caption, place_name]")
    #expect(
      found.isEqual(
        to: ProbeParameters(
          encoder: EncoderChoice("a/b", precision: .int8, pooling: .mean),
          uses: [.caption, .column("place_name")])))
  }

  @Test func readsAugmentation() throws {
    let all = try Self.parameters("kind: probe, augmentation: 3")
    #expect(all.isEqual(to: ProbeParameters(augmentation: AugmentationParameters(copies: 3))))
    let some = try Self.parameters("kind: probe, augmentation: {copies: 2, changes: [flip, crop]}")
    #expect(
      some.isEqual(
        to: ProbeParameters(augmentation: AugmentationParameters(copies: 2, changes: [.crop, .flip]))))
  }

  @Test func readsEveryKeyOfAZeroShotCoder() throws {
    let found = try Self.parameters(
      """
      kind: zero-shot, encoder: clip, precision: fp16, uses: image, aggregation: phrases, combine: max,
        margin: learned, none: Neither, threshold: 0.3, logit-scale: 50, logit-bias: -10, learns-from: anna,
        variables: [place, people, things]
      """)
    #expect(
      found.isEqual(
        to: ZeroShotParameters(
          encoder: EncoderChoice("clip", precision: .fp16), aggregation: .phrases, combine: .max,
          margin: .learned, none: "Neither", threshold: .given(0.3), logitScale: 50, logitBias: -10,
          learnsFrom: "anna")))
  }

  @Test func readsAZeroShotCoderByLabels() throws {
    let found = try Self.parameters(
      "kind: zero-shot, by: labels, texts: t, labels: 5, temperature: 2, balance: true, variables: [place]")
    #expect(
      found.isEqual(
        to: ZeroShotParameters(
          encoder: "efficientnet-lite0", labels: LabelWords(texts: "t", count: 5, temperature: 2),
          balances: true)))
    #expect(found.teacher == nil && found.learnsFromUncodedPosts)
    let plain = try Self.parameters("kind: zero-shot, encoder: clip, balance: false, variables: [place]")
    #expect(plain.isEqual(to: ZeroShotParameters(encoder: "clip")) && !plain.learnsFromUncodedPosts)
  }

  @Test func aZeroShotCoderNeedsLittle() throws {
    let found = try Self.parameters("kind: zero-shot, encoder: clip, variables: [place]")
    #expect(found.isEqual(to: ZeroShotParameters(encoder: "clip")))
    #expect(found.teacher == nil)
    let learning = try Self.parameters(
      "kind: zero-shot, encoder: clip, variables: [people], threshold: learned")
    #expect(learning.teacher == "gold")
  }

  @Test func readsAClassifier() throws {
    let found = try Self.parameters(
      """
      kind: classifier, model: microsoft/resnet-50, variables: [place], minimum: 0.25, none: Neither,
        labels: {Sea: [seashore, "lakeside, lakeshore"], Hill: [alp]}
      """)
    #expect(
      found.isEqual(
        to: ClassifierParameters(
          model: "microsoft/resnet-50",
          labels: ["Sea": ["seashore", "lakeside, lakeshore"], "Hill": ["alp"]], minimum: 0.25,
          none: "Neither")))
  }

  @Test(arguments: [
    ("kind: probe, precision: fp64", "\"fp64\" is no precision"),
    ("kind: probe, pooling: max", "\"max\" is no pooling"),
    ("kind: probe, uses: [image, caption]", "`uses` joins image and text"),
    ("kind: probe, uses: []", "`uses` is empty"),
    ("kind: probe, uses: [caption, caption]", "`uses` names \"caption\" twice"),
    ("kind: probe, augmentation: 17", "`augmentation` makes 1 to 16 copies"),
    ("kind: probe, augmentation: {copies: 2, changes: [turn]}", "\"turn\" is no change"),
    (
      "kind: probe, uses: caption, augmentation: 2",
      "`augmentation` changes pictures, and this coder uses text"
    ),
    ("kind: zero-shot, variables: [place]", "a zero-shot coder has no `encoder`"),
    ("kind: zero-shot, encoder: x", "a zero-shot coder answers no number variable, and score is one"),
    (
      "kind: zero-shot, encoder: x, variables: [place], margin: learned",
      "a learned margin needs `none`"
    ),
    ("kind: zero-shot, encoder: x, variables: [place], none: Hill", "`none` is answered below a `margin`"),
    (
      "kind: zero-shot, encoder: x, variables: [place], none: Hil, margin: 0.1",
      "\"Hil\" is no category of place; did you mean \"Hill\"?"
    ),
    (
      "kind: zero-shot, encoder: x, variables: [people], threshold: 2",
      "`threshold` is a number from 0.0 to 1.0, or learned"
    ),
    ("kind: zero-shot, encoder: x, variables: [place], texts: t", "`texts` goes with `by: labels`"),
    ("kind: zero-shot, by: labels, variables: [place], uses: caption", "`by: labels` looks at pictures"),
    (
      "kind: zero-shot, encoder: x, variables: [place], balance: true, aggregation: phrases",
      "`balance` counts each category's cosine"
    ),
    (
      "kind: zero-shot, encoder: x, variables: [place], balance: true, combine: mode",
      "`balance` counts each category's cosine"
    ),
    ("kind: zero-shot, encoder: x, variables: [people], balance: true", "`balance` is for categories"),
    ("kind: zero-shot, encoder: x, variables: [place], head: knn", "unknown key \"head\" in a zero-shot"),
    ("kind: classifier, model: m, labels: {Sea: [a]}", "a classifier answers one variable"),
    ("kind: classifier, model: m, variables: [place]", "a classifier has no `labels`"),
    ("kind: classifier, variables: [place], labels: {Sea: [a]}", "a classifier has no `model`"),
    ("kind: classifier, model: m, variables: [place], labels: {See: [a]}", "unknown key \"See\" in `labels`"),
    ("kind: classifier, model: m, variables: [place], labels: {Sea: []}", "\"Sea\" has no label"),
    (
      "kind: classifier, model: m, variables: [place], labels: {Sea: [a], Hill: [a]}",
      "the label \"a\" belongs to \"Sea\" already"
    ),
  ])
  func reportsAFaultyCoder(keys: String, start: String) {
    let problems = Self.problems(keys)
    #expect(problems.contains { $0.contains(start) }, "\(problems)")
  }

  @Test(arguments: [
    ("{name: v, type: boolean, phrases: [a]}", "`phrases` of a boolean is written as"),
    ("{name: v, type: boolean, phrases: {maybe: [a]}}", "unknown key \"maybe\""),
    ("{name: v, type: boolean, phrases: {true: []}}", "`true` has no phrase"),
    ("{name: v, type: number, phrases: {true: [a]}}", "a number has none"),
    (
      "{name: v, type: tags, categories: [{name: x}], phrases: {true: [a]}}",
      "`phrases` of a tags variable stand at its categories"
    ),
    ("{name: v, type: boolean, templates: [a photo]}", "has no {} where the phrase goes"),
    ("{name: v, type: boolean, templates: []}", "`templates` is empty"),
    ("{name: v, type: number, templates: [\"a {}\"]}", "a number has none"),
  ])
  func reportsFaultyPhrases(variable: String, start: String) {
    let error = #expect(throws: StudyFileError.self) {
      try StudyFile.parse("study: S\nvariables: [\(variable)]\n")
    }
    let problems = error?.problems.map(\.message) ?? []
    #expect(problems.contains { $0.contains(start) }, "\(problems)")
  }
}
