import Foundation
import Testing

@testable import Reliability

struct TextSimilarityTests {
  /// Three texts in a plane; the fourth has no direction.
  static let plane = TextSimilarity(
    encoder: "plane", vectors: ["a": [2, 0], "b": [0.6, 0.8], "c": [0, 1], "!": [0, 0], "?": [.nan, 1]])

  @Test func cosines() {
    #expect(abs(Self.plane.cosine("a", "b") - 0.6) < 1e-6 && abs(Self.plane.cosine("b", "c") - 0.8) < 1e-6)
    #expect(Self.plane.cosine("a", "c") == 0 && Self.plane.cosine("a", "a") == 1)
    #expect(
      Self.plane.cosine("!", "a") == 0 && Self.plane.cosine("!", "!") == 1 && Self.plane.cosine("?", "a") == 0
    )
  }

  /// By hand: D_o = 2 · 0.4 over 3 units; D_e = 2 · (3 · 0.4 + 6 · 1 + 2 · 0.2) over 6 · 5 pairs.
  @Test func alphaByHand() throws {
    let alpha = KrippendorffAlpha(
      texts: [["a", "b"], ["a", "a"], ["c", "c"], ["a", nil]], similarity: Self.plane)
    let byHand = 1 - 5 * 0.8 / 15.2
    #expect(isNear(alpha.alpha, byHand))
    #expect(alpha.distance == .cosine && alpha.pairableUnits == 3)
    let resampled = ResampledAlpha(texts: PairedCodings([["a", "b"], ["a", "a"], ["c", "c"]]), Self.plane)
    #expect(isNear(resampled.alpha([1, 1, 1]), byHand))
  }

  /// Where all texts are at right angles, alpha is that of categories.
  @Test func alphaOfTextsThatHaveNothingInCommon() throws {
    let words = ["x", "y", "z"]
    let units: [[String?]] = (0..<40).map { unit in
      let other = unit % 5 == 0 ? unit + 1 : unit
      return [words[unit % 3], words[other % 3]]
    }
    let apart = TextSimilarity(encoder: "e", vectors: ["x": [1, 0, 0], "y": [0, 1, 0]])
    let (texts, nominal) = (
      KrippendorffAlpha(texts: units, similarity: apart), KrippendorffAlpha(nominal: units)
    )
    #expect(isNear(texts.alpha, try #require(nominal.alpha.value)))
  }

  @Test func validity() throws {
    let found = try TextValidity(
      gold: ["a", " A ", "c", nil, "c"], predicted: ["b", "a", nil, "a", "c"], similarity: Self.plane)
    #expect(found.observations == 3 && found.encoder == "plane")
    #expect(isNear(found.exactMatch, 2.0 / 3))
    // " A " has no direction of its own: only the same text is alike.
    #expect(isNear(found.meanSimilarity, 1.6 / 3))
    let alone = try TextValidity(gold: ["a"], predicted: ["A"], similarity: nil)
    #expect(alone.meanSimilarity == nil && alone.exactMatch == .defined(1))
    #expect(throws: ReliabilityError.self) {
      _ = try TextValidity(gold: ["a"], predicted: [], similarity: nil)
    }
  }

  /// The similarity of other posts' texts is what chance would give.
  @Test func similarityOfOthersByHand() throws {
    let found = try TextValidity(gold: ["a", "c"], predicted: ["b", "a"], similarity: Self.plane)
    // a with a, and c with b.
    #expect(isNear(found.similarityOfOthers, (1 + 0.8) / 2))
  }

  /// A post that is drawn twice does not make texts of two posts the same: alpha lies within its own interval.
  @Test func drawsDoNotMakeTextsAlike() throws {
    var chance = SplitMix64(seed: 3)
    func number() -> Float { Float(chance.next(below: 1000)) / 1000 - 0.5 }
    var vectors: [String: [Float]] = [:]
    let texts = (0..<2).map { coder in (0..<12).map { Optional("\(coder) \($0)") } }
    for unit in 0..<12 {
      let shared = (0..<6).map { _ in number() }
      for coder in 0..<2 { vectors["\(coder) \(unit)"] = shared.map { $0 + number() } }
    }
    let similarity = TextSimilarity(encoder: "e", vectors: vectors)
    let alpha = try #require(try Agreement(texts: texts, similarity: similarity).statistics[.alpha])
    let interval = try #require(alpha.interval?.value)
    let value = try #require(alpha.value.value)
    #expect(interval.lower < value && value < interval.upper, "\(value) \(interval)")
    #expect(abs((interval.lower + interval.upper) / 2 - value) < 0.1)
  }

  @Test func agreementOfThreeCoders() throws {
    let agreement = try Agreement(
      texts: [["a", "a", "c"], ["b", "a", "c"], ["a", "a", nil]], similarity: Self.plane,
      bootstrap: Bootstrap(draws: 200, seed: 1))
    #expect(agreement.units == 3 && agreement.pairableUnits == 3 && agreement.pairs.count == 3)
    #expect(agreement.statistics.map(\.kind) == [.sameText, .textSimilarity, .alpha])
    #expect(agreement.statistics[0].value == .defined(5.0 / 7))
    #expect(isNear(agreement.statistics[1].value, (5 + 1.2) / 7))
    #expect(agreement.statistics[1].baselines.count == 1 && agreement.statistics[1].variant == "plane")
    let words = try Agreement(texts: [["a"], ["b"]], similarity: nil)
    #expect(words.statistics.map(\.kind) == [.sameText, .alpha])
  }

  private func isNear(_ estimate: Estimate<Double>?, _ expected: Double) -> Bool {
    guard let value = estimate?.value else { return false }
    return abs(value - expected) < 1e-6
  }
}
