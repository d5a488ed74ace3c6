import ContentCoding
import Testing

struct FiguresTests {
  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
  func countsAreGrouped(number: Int, text: String) {
    #expect(Figures.count(number) == text)
  }

  @Test(arguments: [
    (0.84, "0.8 s"), (9.97, "10 s"), (59.4, "59 s"), (200, "3 min 20 s"), (7500, "2 h 05 min"),
  ])
  func durationsAreShort(seconds: Double, text: String) {
    #expect(Figures.duration(seconds) == text)
  }
}
