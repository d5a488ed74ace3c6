import Foundation
import Testing
import Tokenizers

/// Truncation and padding that the caller sets.
@Suite struct LimitTests {
  @Test func truncationKeepsSpecialTokens() throws {
    var tokenizer = try Golden.tokenizer("bert")
    tokenizer.padding = nil
    tokenizer.truncation = nil
    let whole = tokenizer.encode("the river and the bridge near the old market").ids
    for length in [2, 3, 5, whole.count] {
      tokenizer.truncation = Truncation(maximumLength: length)
      #expect(
        tokenizer.encode("the river and the bridge near the old market").ids == whole.prefix(length - 1) + [3]
      )
      tokenizer.truncation = Truncation(maximumLength: length, direction: .left)
      #expect(
        tokenizer.encode("the river and the bridge near the old market").ids == [2] + whole.suffix(length - 1)
      )
    }
    tokenizer.truncation = Truncation(maximumLength: -5)
    #expect(tokenizer.encode("the river").ids == [2, 3])
  }

  @Test func theLongerTextOfAPairGivesWayFirst() throws {
    var tokenizer = try Golden.tokenizer("bert")
    tokenizer.padding = nil
    let (short, long) = ("the river", "the bridge and the market and the lake and the boat")
    tokenizer.truncation = Truncation(maximumLength: 9)
    let encoding = tokenizer.encode(short, long)
    #expect(encoding.count == 9)
    #expect(encoding.typeIDs.filter { $0 == 0 }.count == 4 && encoding.typeIDs.filter { $0 == 1 }.count == 5)
    tokenizer.truncation = Truncation(maximumLength: 9, strategy: .onlyFirst)
    #expect(tokenizer.encode(short, long).typeIDs.filter { $0 == 0 }.count == 2)
  }

  @Test func paddingFillsToTheLongestOrToALength() throws {
    var tokenizer = try Golden.tokenizer("bert")
    tokenizer.padding = Padding(id: 7, typeID: 1)
    let batch = tokenizer.encode(["river", "the river and the bridge", ""])
    #expect(Set(batch.map(\.count)).count == 1)
    #expect(batch[2].ids == [2, 3] + Array(repeating: 7, count: batch[0].count - 2))
    #expect(batch[2].attentionMask.reduce(0, +) == 2)
    #expect(batch[2].typeIDs.last == 1)
    tokenizer.padding = Padding(length: .fixed(10), direction: .left, id: 7, multipleOf: 8)
    #expect(tokenizer.encode("").ids == Array(repeating: 7, count: 14) + [2, 3])
    #expect(tokenizer.encode([String]()).isEmpty)
  }
}
