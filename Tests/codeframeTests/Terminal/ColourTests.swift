import Testing

@testable import codeframe

@Suite struct ColourTests {
  @Test(arguments: [
    (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
    (true, ["TERM": "dumb"], false), (false, ["TERM": "xterm-256color"], false),
  ])
  func coloursAreForTerminalsThatShowThem(
    _ isTerminal: Bool, _ environment: [String: String], _ isUsed: Bool
  ) {
    #expect(Colour.isUsed(isTerminal: isTerminal, in: environment) == isUsed)
  }

  @Test func theHeadingOfATableStandsOut() {
    var table = TextTable([("coder", .left), ("posts", .right)])
    table.add(["probe", "12"])
    let marked = { (text: String) in "<\(text)>" }
    #expect(table.text(fitting: 80, heading: marked) == "<coder  posts>\n─────  ─────\nprobe     12")
    #expect(table.text(fitting: 8, heading: marked) == "<coder>  probe\n<posts>  12")
  }
}
