import ContentCoding
import Foundation
import Testing

@testable import Prompting

struct ConfidenceTests {
  private let form = CodingForm(variables: [Sample.genre, Sample.anger], wantsConfidence: true)

  private func tokens(_ pieces: [(String, Double)]) -> [TokenProbability] {
    pieces.map { TokenProbability(token: $0.0, logarithm: log($0.1)) }
  }

  @Test func sumsTheTokensOfTheValue() throws {
    let pieces: [(String, Double)] = [
      ("{\"", 0.1), ("genre\": \"", 0.1), ("me", 0.5), ("me", 0.8), ("\", \"anger\": ", 0.1), ("0", 0.9),
      (".5", 0.5),
      ("}", 0.1),
    ]
    let answers = try form.read(pieces.map(\.0).joined(), tokens: tokens(pieces)).get().answers
    #expect(abs((answers[0].confidence ?? 0) - 0.4) < 1e-12)
    #expect(abs((answers[1].confidence ?? 0) - 0.45) < 1e-12)
  }

  @Test func whatTheModelSaysOfItselfIsSecond() throws {
    let text = #"{"genre": "meme", "genre_confidence": 0.75, "anger": 1, "anger_confidence": "0.25"}"#
    #expect(try form.read(text).get().answers.map(\.confidence) == [0.75, 0.25])
    // Tokens of another text say nothing.
    #expect(
      try form.read(text, tokens: tokens([("x", 0.5)])).get().answers.map(\.confidence) == [0.75, 0.25])
    #expect(try form.read(text, tokens: tokens([(text, 0.5)])).get().answers[0].confidence == 0.5)
  }

  @Test func anOddConfidenceSaysNothing() throws {
    let text = #"{"genre": "meme", "genre_confidence": 7, "anger": 1, "anger_confidence": "sure"}"#
    #expect(try form.read(text).get().answers.map(\.confidence) == [nil, nil])
  }

  @Test func hostileLogarithmsStayInRange() throws {
    let text = #"{"genre": "meme", "anger": 1}"#
    for logarithm in [Double.infinity, 5, -.infinity, .nan] {
      let tokens = [TokenProbability(token: text, logarithm: logarithm)]
      let confidence = try form.read(text, tokens: tokens).get().answers[0].confidence
      #expect(confidence.map { (0...1).contains($0) } ?? true)
    }
  }
}
