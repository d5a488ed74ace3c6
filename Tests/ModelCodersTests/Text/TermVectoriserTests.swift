import ContentCoding
import Foundation
import Testing

@testable import ModelCoders

/// What scikit-learn's TfidfVectorizer gives, made by `tools/fixtures/text_svm.py`.
private struct GoldenText: Decodable {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let texts: [String]
    let new: [String]
    let words: [Int]?
    let characters: [Int]?
    let stopWords: [String]
    let sublinear: Bool
    let limit: Int
    let terms: Int
    let rows: [[String: Double]]

    var testDescription: String { name }

    var forms: TermForms {
      TermForms(
        TextSVMParameters(
          wordNgrams: words.map { $0[0]...$0[1] }, characterNgrams: characters.map { $0[0]...$0[1] },
          stopWords: stopWords))
    }
  }

  let tolerance: Double
  let cases: [Case]

  static func read() throws -> GoldenText {
    let url = try #require(
      Bundle.module.url(forResource: "text", withExtension: "json", subdirectory: "Fixtures"))
    return try JSONDecoder().decode(GoldenText.self, from: Data(contentsOf: url))
  }
}

@Suite("Term vectoriser")
struct TermVectoriserTests {
  private func vectoriser(
    _ texts: [String], parameters: TextSVMParameters = TextSVMParameters(characterNgrams: nil)
  ) throws -> TermVectoriser {
    let forms = TermForms(parameters)
    return TermVectoriser(
      learning: try TermCounts(of: texts, forms: forms), from: Array(texts.indices), forms: forms,
      limit: parameters.terms, sublinear: parameters.sublinear)
  }

  private func terms(_ vectoriser: TermVectoriser) -> [String] {
    (0..<vectoriser.count).map { vectoriser.term($0).text }
  }

  @Test func agreesWithScikitLearn() throws {
    let golden = try GoldenText.read()
    #expect(golden.cases.count == 5)
    for golden in golden.cases {
      let counts = try TermCounts(of: golden.texts, forms: golden.forms)
      let vectoriser = TermVectoriser(
        learning: counts, from: Array(golden.texts.indices), forms: golden.forms, limit: golden.limit,
        sublinear: golden.sublinear)
      #expect(vectoriser.count == golden.terms, "\(golden.name)")
      let all = golden.texts + golden.new
      for (text, expected) in zip(all, golden.rows) {
        let row = vectoriser.row(of: text)
        let found = zip(row.indices, row.values).map { column, value -> (String, Double) in
          let term = vectoriser.term(Int(column))
          return ((term.kind == .word ? "w" : "c") + term.text, Double(value))
        }
        #expect(found.count == expected.count, "\(golden.name): \(text)")
        for (term, value) in found {
          #expect(abs((expected[term] ?? 0) - value) <= 1e-6, "\(golden.name): \(term) of \(text)")
        }
      }
      #expect(vectoriser.rows(of: counts) == golden.texts.map { vectoriser.row(of: $0) }, "\(golden.name)")
    }
  }

  @Test func onlyChosenTextsAreLearnedFrom() throws {
    let parameters = TextSVMParameters(characterNgrams: nil)
    let forms = TermForms(parameters)
    let counts = try TermCounts(of: ["sea sky", "secret word", "sea"], forms: forms)
    let some = TermVectoriser(learning: counts, from: [0, 2], forms: forms, limit: 100, sublinear: false)
    #expect(some.count == 3)
    #expect(terms(some) == ["sea", "sea sky", "sky"])
    #expect(some.row(of: "secret word").indices.isEmpty)
    #expect(some.rows(of: counts)[1].indices.isEmpty)
  }

  @Test func termsOfMostTextsAreKeptAndTiesGoByBytes() throws {
    let parameters = TextSVMParameters(terms: 2, wordNgrams: 1...1, characterNgrams: nil)
    let kept = try vectoriser(["b b b d", "a c", "c a"], parameters: parameters)
    #expect(terms(kept) == ["a", "c"])
    let tied = try vectoriser(["d c b a"], parameters: parameters)
    #expect(terms(tied) == ["a", "b"])
  }

  @Test func survivesJSON() throws {
    let texts = ["Lake & sea 🏔️ #snow", "海は広い", "e\u{301}t\u{E9} été"]
    let made = try vectoriser(texts, parameters: TextSVMParameters(stopWords: ["Été"], sublinear: true))
    let data = try encoded(made)
    let read = try JSONDecoder().decode(TermVectoriser.self, from: data)
    #expect(try encoded(read) == data)
    for text in texts + ["", "new"] { #expect(read.row(of: text) == made.row(of: text)) }
    let empty = try vectoriser([])
    #expect(try JSONDecoder().decode(TermVectoriser.self, from: encoded(empty)).count == 0)
  }

  @Test func damagedTermsAreRefused() throws {
    let data = try encoded(try vectoriser(["one two"]))
    let text = String(decoding: data, as: UTF8.self)
    for damaged in [text.replacing("wone\\n", with: ""), text.replacing("wone\\n", with: "wtwo\\n")] {
      #expect(damaged != text)
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(TermVectoriser.self, from: Data(damaged.utf8))
      }
    }
  }

  @Test func hostileTextsAreCut() throws {
    let forms = TermForms(TextSVMParameters(wordNgrams: 1...5, characterNgrams: 1...10))
    let long = String(repeating: "a\u{301}", count: 2_000_000)
    let counts = try TermCounts(
      of: [long, "\u{0}\u{FFFF}", String(repeating: "🏔️", count: 100_000)], forms: forms)
    #expect(counts.texts[0].counts.reduce(0, +) <= 11 * Int32(TextTokens.limit))
    #expect(counts.texts.count == 3)
  }
}
