import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe pairs import`.
struct PairsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read what one person said of pairs.",
    discussion: helpText(
      """
      The table has the columns pair and belong; belong is yes, true or 1, or no, false or 0, or empty where the pair was not
      judged. A problem is reported by line, and then nothing at all is imported. Importing a person's judgement again
      replaces it.

        codeframe pairs import anna.csv --name check --coder anna
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "A CSV, TSV or JSON Lines table.", completion: .file()) var file: String
  @Option(help: "The name of the pairs.") var name: String
  @Option(help: "The person who judged.", completion: NameCompletion.coders) var coder: String

  func validate() throws {
    if coder.allSatisfy(\.isWhitespace) { throw ValidationError("--coder takes the person's name") }
  }

  func run() throws {
    let outcome = try ImportPairJudgements(path: file, name: name, coder: coder).run(in: options.open())
    for notice in outcome.notices { Console.say(notice) }
    Console.say(
      "\(Figures.count(outcome.read, "judgement")) by \(coder)"
        + (outcome.empty > 0 ? ", \(Figures.count(outcome.empty, "row")) without one" : "")
        + "; \(outcome.judged) of \(Figures.count(outcome.pairs, "pair")) judged")
  }
}
