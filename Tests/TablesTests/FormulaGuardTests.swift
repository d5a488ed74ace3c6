import Testing

@testable import Tables

@Suite struct FormulaGuardTests {
  @Test(arguments: [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\nx", "=", "+", "@", "+x", "-x!A1", "-a b", "'=1",
    "''@x", "+1e", "+.", "\r\n",
  ])
  func guarded(text: String) {
    #expect(FormulaGuard.guarded(text) == "'" + text)
    #expect(FormulaGuard.unguarded("'" + text) == text)
  }

  @Test(arguments: [
    "", "a=1", "-3.5", "+1e3", "-.5", "+4.", "-1E-7", "-", "-CxY_1", "--x", "-A1", "-1e", "'tis", "''", "'",
    "1", "é", "'-3.5",
  ])
  func leftAlone(text: String) {
    #expect(FormulaGuard.guarded(text) == text)
    #expect(FormulaGuard.unguarded(text) == text)
  }

  @Test func roundTrip() {
    var cases = TableCases(seed: 1)
    var guardedCount = 0
    var (lost, runnable): ([String], [String]) = ([], [])
    for _ in 0..<50_000 {
      let text = cases.troublesome(6)
      let guarded = FormulaGuard.guarded(text)
      if guarded != text { guardedCount += 1 }
      if Array(FormulaGuard.unguarded(guarded).utf8) != Array(text.utf8) { lost.append(text) }
      if let first = guarded.unicodeScalars.first, "=@\t\r\n".unicodeScalars.contains(first) {
        runnable.append(text)
      }
    }
    #expect(lost.isEmpty && runnable.isEmpty)
    #expect(guardedCount > 5000)
  }
}
