import ArgumentParser
import ContentCoding
import Foundation
import Interchange
import Storage

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
  @Option(help: "The person who judged.") var coder: String

  func validate() throws {
    if coder.allSatisfy(\.isWhitespace) { throw ValidationError("--coder takes the person's name") }
  }

  func run() throws {
    let open = try options.open()
    let sample = try open.existingPairs(name)
    let url = URL(fileURLWithPath: file).standardizedFileURL
    let read = try PairJudgementsReader(path: url.path, pairs: sample.pairs).read()
    for notice in read.notices { Console.say(notice.description) }
    try open.study.savePairJudgements(read.answers, of: name, by: coder, at: Date())
    let judged = try open.study.pairJudgements(of: name)[coder]?.count ?? 0
    Console.say(
      "\(Figures.count(read.answers.count, "judgement")) by \(coder)"
        + (read.empty > 0 ? ", \(Figures.count(read.empty, "row")) without one" : "")
        + "; \(judged) of \(Figures.count(sample.pairs.count, "pair")) judged")
  }
}
