import Testing

@testable import codeframe

@Suite struct HelpTextTests {
  @Test func aParagraphBecomesOneLineAndExamplesStayLines() {
    let text = helpText(
      """
      One sentence that the source
      breaks. Another.

        codeframe runs
        codeframe runs --json

      The end
      of it.
      """)
    #expect(
      text == """
        One sentence that the source breaks. Another.

          codeframe runs
          codeframe runs --json

        The end of it.
        """)
  }

  @Test func aLongExampleGoesOnAsAShellReadsIt() {
    let text = helpText(
      "  codeframe cluster sentence-transformers/all-MiniLM-L6-v2 --uses caption --reduce umap -k 20 --seed 12345 --json"
    )
    #expect(
      text == """
          codeframe cluster sentence-transformers/all-MiniLM-L6-v2 --uses caption \\
              --reduce umap -k 20 --seed 12345 --json
        """)
  }

  @Test func anExampleWithoutAnOptionStaysWhole() {
    let example = "  codeframe import posts " + String(repeating: "x", count: 90)
    #expect(helpText(example) == example)
  }

  @Test func usageIsBrokenBetweenOptions() {
    let help = "OVERVIEW: Words.\n\nUSAGE: codeframe show [--study <dir>] [--json] <post>\n\nOPTIONS:"
    #expect(
      wrappingUsage(help, width: 40) == """
        OVERVIEW: Words.

        USAGE: codeframe show [--study <dir>]
                 [--json] <post>

        OPTIONS:
        """)
    #expect(wrappingUsage(help, width: 80) == help)
  }
}
