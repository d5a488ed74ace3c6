import ArgumentParser
import ContentCoding
import Workflows

/// `codeframe consensus`: makes one answer of several coders'.
struct ConsensusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consensus", abstract: "Make one answer of several coders', usable as gold.",
    discussion: helpText(
      """
      The answers are kept under a name of their own, with the run that made them; nobody's codings change. Made again after
      coders coded more, the consensus is replaced. A post on which the rule decides nothing stays undecided, with the
      reason: codeframe agreement --disagreements lists them.

        majority          what most coders say; a tie is a tie
        unanimity         what all say who coded the post, at least two
        coder:NAME        what NAME says, and where NAME has not coded the majority
        adjudicated:NAME  what all others say, and where they differ what NAME says
        dawid-skene       the most probable category, with each coder's errors estimated

        codeframe consensus --rule majority
        codeframe consensus --rule unanimity --as gold
        codeframe consensus --rule dawid-skene --coders anna,ben,carla
        codeframe consensus --rule adjudicated:eva --as gold
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: ArgumentHelp("How one answer is made: \(ConsensusRule.names).", valueName: "rule"))
  var rule: String
  @Option(
    help: ArgumentHelp(
      "The coders, joined by commas; all people besides gold if left out.", valueName: "a,b,c"))
  var coders: NameList?
  @Option(help: "What the consensus is called; the study's gold makes it count as the truth.")
  var `as` = MakeConsensus.usualName
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if ConsensusRule(rule) == nil {
      throw ValidationError("--rule is \(ConsensusRule.names); not \"\(rule.prefix(200))\"")
    }
  }

  func run() async throws {
    let open = try options.open()
    guard let rule = ConsensusRule(rule) else { return }
    var make = MakeConsensus(by: rule)
    make.coders = coders?.names ?? []
    make.name = `as`
    let workflow = make
    try await Interruption.stopping {
      let made = try await workflow.run(in: open)
      if json { return try Console.put(json: made) }
      Console.put(Self.table(of: made))
      if !made.isGold {
        Console.say(
          "\(made.name) is not gold: --as \(Shell.quoted(open.configuration.gold)) makes one that is, or write "
            + "gold: \(made.name) in codeframe.yaml")
      }
      Console.say(try open.nextStep().text)
    }
  }

  private static func table(of made: MakeConsensus.Outcome) -> TextTable {
    var table = TextTable([
      ("\(made.name): \(made.rule) of \(made.coders.joined(separator: ", "))", .left), ("decided", .right),
      ("of them disputed", .right), ("undecided", .right),
    ])
    for variable in made.variables {
      table.add(
        [variable.variable] + [variable.decided, variable.disputed, variable.undecided].map(Figures.count))
    }
    return table
  }
}
