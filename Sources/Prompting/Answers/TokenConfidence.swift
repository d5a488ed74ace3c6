import Foundation

/// How sure a model was of a value, by the log-probabilities of the tokens that wrote it.
///
/// The probability of a value is exp of the sum over all tokens that share a byte with it: that of writing just this value
/// after what was written before. A token that also holds the quote or comma beside the value counts whole.
struct TokenConfidence {
  private let starts: [Int]
  private let ends: [Int]
  private let logarithms: [Double]
  private let bytes: [UInt8]

  /// Nil where there are no tokens, or they do not spell out `text`.
  init?(tokens: [TokenProbability], text: String) {
    guard !tokens.isEmpty else { return nil }
    bytes = Array(text.utf8)
    var position = 0
    var starts: [Int] = []
    var ends: [Int] = []
    for token in tokens {
      let part = Array(token.token.utf8)
      guard part.count <= bytes.count - position,
        bytes[position..<position + part.count].elementsEqual(part)
      else { return nil }
      starts.append(position)
      position += part.count
      ends.append(position)
    }
    guard position == bytes.count else { return nil }
    self.starts = starts
    self.ends = ends
    logarithms = tokens.map(\.logarithm)
  }

  /// The probability of the value at `place`, without the quotes of a string, from 0 to 1; nil where no token wrote it.
  func probability(of place: Range<Int>) -> Double? {
    var place = place.clamped(to: 0..<bytes.count)
    if place.count > 2, bytes[place.lowerBound] == UInt8(ascii: "\"") {
      place = place.lowerBound + 1..<place.upperBound - 1
    }
    var sum = 0.0
    var isWritten = false
    for index in starts.indices where starts[index] < place.upperBound && ends[index] > place.lowerBound {
      sum += min(0, logarithms[index])
      isWritten = true
    }
    guard isWritten, !sum.isNaN else { return nil }
    return exp(sum)
  }
}
