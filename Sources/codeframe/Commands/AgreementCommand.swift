import ArgumentParser
import ContentCoding
import Workflows

/// `codeframe agreement`: says how far coders agree.
struct AgreementCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "Say how far coders agree; no gold is needed.",
    discussion: helpText(
      """
      Compares the people who coded, without taking any of them for the truth: gold is left out, which may be what they agreed
      on afterwards. Where there are not two people, all coders are compared that are not made of others. Krippendorff's
      alpha follows the variable's level; codings may be missing. Intervals are 95 % bootstrap intervals over posts, or
      over accounts where the study groups by them.

        codeframe agreement
        codeframe agreement --coders anna,ben,probe --variable ces
        codeframe agreement --sample pilot --by sample
        codeframe agreement --by 'month(time)'
        codeframe agreement --json

      --disagreements writes what to talk about: a row a post on which coders differ, those first whose two answers are
      confused most often.

        codeframe agreement --disagreements -o discuss.csv
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: ArgumentHelp("The coders, joined by commas; the people if left out.", valueName: "a,b,c"))
  var coders: NameList?
  @Option(help: "Only this variable.", completion: NameCompletion.variables) var variable: String?
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions
  @Option(
    help: ArgumentHelp(
      "Each part apart: a column, year(time), month(time), day(time), cluster(NAME), sample (pilot rounds) or codebook (versions).",
      valueName: "column"))
  var by: String?
  @Flag(help: "Write the posts on which coders differ, as CSV.") var disagreements = false
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("With --disagreements, the file; standard output if left out.", valueName: "file"))
  var file: String?
  @Flag(help: "Print everything as JSON.") var json = false

  func validate() throws {
    if file != nil, !disagreements { throw ValidationError("--output goes with --disagreements") }
    if disagreements, json || by != nil {
      throw ValidationError("--disagreements writes a table; leave out --json and --by")
    }
  }

  func run() async throws {
    let open = try options.open()
    var choice = AgreementChoice()
    choice.coders = coders?.names ?? []
    choice.variable = variable
    choice.posts = PostChoice(sample: sample, filters: selected.filters)
    if disagreements {
      let output = try DataOutput(path: file)
      let count = try ListDisagreements(choice, to: output.write).run(in: open)
      try output.finish()
      return Console.say(
        "wrote \(Figures.count(count, "disagreement"))\(file.map { " to \($0)" } ?? "")")
    }
    let measure = MeasureAgreement(choice, by: by)
    try await Interruption.stopping {
      let agreement = try await measure.run(in: open)
      if json {
        try Console.put(json: agreement)
      } else {
        Console.put(AgreementText(agreement).text)
        if let next = AgreementText(agreement).next { Console.say(next) }
      }
    }
  }
}
