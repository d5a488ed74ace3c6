import ArgumentParser
import ContentCoding
import Workflows

/// `codeframe slips`: codings of gold to look at again.
struct SlipsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slips", abstract: "List codings of gold that are likely slips, to look at again.",
    discussion: helpText(
      """
      A trained coder speaks against a coding where, by what it learned without the post, another category is as probable as that
      category usually is where gold says so too. Marked duplicates that gold codes differently are listed besides. Nothing is
      changed: look at each post, and code it again where gold is wrong.

        codeframe slips
        codeframe slips --coder probe --variable ces
        codeframe slips --json
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: "Only what this coder speaks against.", completion: NameCompletion.coders) var coder: String?
  @Option(help: "Only this variable.", completion: NameCompletion.variables) var variable: String?
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    var find = FindSlips()
    find.coders = coder.map { [$0] } ?? []
    find.variable = variable
    let slips = try find.run(in: try options.open())
    if json { return try Console.put(json: slips) }
    guard !slips.isEmpty else {
      return Console.say(
        "no coding of gold looks like a slip; a coder has to be trained and to have coded gold's posts")
    }
    var table = TextTable([
      ("post", .left), ("variable", .left), ("gold", .left), ("perhaps", .left), ("says", .left),
      ("gold's probability", .right),
    ])
    for slip in slips {
      table.add([
        Console.printable(slip.post), slip.variable, slip.gold, slip.instead,
        slip.coder ?? "its duplicate \(Console.printable(slip.duplicate ?? ""))",
        slip.probability.map { Figures.decimal($0, places: 3) } ?? "-",
      ])
    }
    Console.put(table)
    Console.say("next: look at each: codeframe serve, or codeframe show POST")
  }
}
