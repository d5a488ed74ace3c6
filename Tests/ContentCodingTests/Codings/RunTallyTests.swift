import ContentCoding
import Testing

struct RunTallyTests {
  @Test func answersAreCountedByStatus() {
    var tally = Run.Tally()
    #expect(tally.total == 0)
    let yes = CodedValue.boolean(true)
    for answer in [
      Answer.coded(yes), .coded(yes), .abstained(Reason(.noPicture, "")), .failed(Reason(.network, "")),
      .coded(yes),
    ] {
      tally.count(answer)
    }
    #expect(tally.coded == 3)
    #expect(tally.abstained == 1)
    #expect(tally.failed == 1)
    #expect(tally.total == 5)
    #expect(tally.extracted == 0)
    #expect(tally.cost == nil, "nothing was paid, which is not the same as a price of 0")
  }

  @Test func pricesAreSummed() {
    var tally = Run.Tally()
    tally.count(.coded(.boolean(true), cost: 0.25))
    tally.count(.coded(.boolean(true)))
    tally.count(.coded(.boolean(true), cost: 0.5))
    #expect(tally.cost == 0.75)
    var free = Run.Tally()
    free.count(.coded(.boolean(true), cost: 0))
    #expect(free.cost == 0)
  }
}
