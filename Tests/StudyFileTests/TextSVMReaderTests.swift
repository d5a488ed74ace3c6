import ContentCoding
import Testing

@testable import StudyFile

@Suite("Study file: text-svm coders")
struct TextSVMReaderTests {
  private static func text(_ keys: String) -> String {
    """
    study: S
    variables:
      - {name: place, type: category, categories: [{name: Sea}, {name: Hill}]}
      - {name: score, type: number}
    coders: [{name: words, kind: text-svm, \(keys)}]
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

  @Test func whatExtractorsWroteIsNamedByThem() throws {
    let found = try Self.parameters("variables: [place], uses: [caption, {extract: text}, {extract: labels}]")
    #expect(found.readings == [[.caption, .column("picture_text"), .column("labels")]])
  }

  @Test func needsNothing() throws {
    let found = try Self.parameters("variables: [place]")
    #expect(found.isEqual(to: TextSVMParameters()))
    #expect(found.kind == .textSVM)
    #expect(found.teacher == "gold")
    #expect(found.readings == [[.caption]])
  }

  @Test func readsEveryKey() throws {
    let found = try Self.parameters(
      """
      variables: [place], uses: [caption, transcript], model: logistic, terms: 500,
        ngrams: {word: 1, characters: [2, 4]}, stop-words: [the, 07], sublinear-tf: true, learns-from: anna,
        class-weights: balanced
      """)
    #expect(
      found.isEqual(
        to: TextSVMParameters(
          uses: [.caption, .column("transcript")], model: .logistic, terms: 500, wordNgrams: 1...1,
          characterNgrams: 2...4, stopWords: ["the", "07"], sublinear: true, learnsFrom: "anna",
          classWeights: .balanced)))
    let words = try Self.parameters("variables: [place], ngrams: {word: [1, 3]}")
    #expect(words.isEqual(to: TextSVMParameters(wordNgrams: 1...3, characterNgrams: nil)))
  }

  @Test(arguments: [
    ("uses: caption", "a text-svm coder answers no number variable, and score is one"),
    ("variables: [place], uses: [image]", "a text-svm coder reads text, not pictures"),
    (
      "variables: [place], uses: [{extract: faces}]",
      "an item of `uses` that is no name is one of {extract: caption}, {extract: labels}, {extract: objects}, {extract: text}, {extract: transcript}; "
        + "numbers are named by their columns"
    ),
    ("variables: [place], model: svr", "\"svr\" is no model"),
    ("variables: [place], terms: 0", "`terms` is a whole number from 1 to 1000000"),
    ("variables: [place], terms: 99999999999999999999", "`terms` is a whole number from 1 to 1000000"),
    ("variables: [place], ngrams: [1, 2]", "`ngrams` is written as"),
    ("variables: [place], ngrams: {words: [1, 2]}", "unknown key \"words\" in `ngrams`; did you mean"),
    ("variables: [place], ngrams: {word: [2, 1]}", "`word` is the least and the most in a row, from 1 to 5"),
    ("variables: [place], ngrams: {characters: [0, 3]}", "`characters` is the least and the most"),
    ("variables: [place], ngrams: {characters: [1, 2, 3]}", "`characters` is the least and the most"),
    ("variables: [place], ngrams: {word: []}", "`word` is the least and the most"),
    ("variables: [place], ngrams: {}", "`ngrams` names neither"),
    ("variables: [place], stop-words: english", "`stop-words` is a list"),
    ("variables: [place], stop-words: [of the]", "\"of the\" is more than one word"),
    ("variables: [place], sublinear-tf: maybe", "`sublinear-tf` is true or false"),
    ("variables: [place], encoder: x", "unknown key \"encoder\" in a text-svm"),
  ])
  func reportsAFaultyCoder(keys: String, start: String) {
    let problems = Self.problems(keys)
    #expect(problems.contains { $0.contains(start) }, "\(problems)")
  }
}
