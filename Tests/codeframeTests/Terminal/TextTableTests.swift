import Testing

@testable import codeframe

struct TextTableTests {
  @Test func tablesAlign() {
    var table = TextTable([("coder", .left), ("n", .right)])
    table.add(["probe", "79"])
    table.add(["a\u{1B}[2Jb", "5"])
    #expect(table.text == "coder    n\n──────  ──\nprobe   79\na\u{FFFD}[2Jb   5")
  }
}
