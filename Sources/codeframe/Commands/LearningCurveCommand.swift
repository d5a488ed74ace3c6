import ArgumentParser
import ContentCoding
import Workflows

/// `codeframe learning-curve`: what more codings by people would buy.
struct LearningCurveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learning-curve", abstract: "Say how a coder does when it learns from a part of gold.",
    discussion: helpText(
      """
      Trains the coder on 10, 20, 40, 60, 80 and 100 % of gold, five times each, and says how it does on posts that it did not
      learn from. Where the curve is flat, more codings of the same kind buy little. Nothing is kept: what the coder learned
      before stays. codeframe plan says how many codings agreement and shares need.

        codeframe learning-curve probe
        codeframe learning-curve probe --variable ces --json
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Argument(help: "The coder's name in codeframe.yaml.", completion: NameCompletion.coders) var coder: String
  @Option(help: "Only this variable.", completion: NameCompletion.variables) var variable: String?
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    let open = try options.open()
    var curve = LearningCurve(of: coder, provider: machine.provider)
    curve.variable = variable
    let workflow = curve
    try await Interruption.stopping {
      let found = try await workflow.run(in: open)
      if json { return try Console.put(json: found) }
      for variable in found.variables { Console.put(LearningCurveText(variable).text) }
    }
  }
}
