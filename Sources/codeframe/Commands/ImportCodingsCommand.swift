import ArgumentParser
import ContentCoding
import Exchange
import Foundation
import Storage
import Workflows

/// `codeframe import codings`.
struct ImportCodingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codings", abstract: "Import what people or other models coded.",
    discussion: helpText(
      """
      Reads Label Studio's export in JSON (a coder for each person; with --kind model its predictions), what export codings writes, the short form id,coder,variable,value, and tables with a column a variable.
      An unknown post, variable or category is reported by line, and then nothing at all is imported. Importing a
      coder's coding again replaces it and keeps the old one in the history. Where a table writes answers in its own way, `values` of a variable
      in codeframe.yaml says what is meant: values: {"1": Sports, ja: true}. With --sample every post must be of that
      sample. With --new-sample the coded posts become a sample, of which nobody knows how it was drawn unless
      --sample-design says it. codeframe undo takes the last import back.

        codeframe import codings codings.csv
        codeframe import codings gpt.csv --kind model --coder gpt-4o
        codeframe import codings main-anna.csv --sample main
        codeframe import codings gold.csv --new-sample first --sample-design random
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "A CSV, TSV or JSON Lines table.", completion: .file()) var file: String
  @Option(help: "The coder of rows that name none.", completion: NameCompletion.coders) var coder: String?
  @Option(help: "What kind of coder made them: person or model.") var kind = ImportedKind.person
  @Flag(help: "Take categories in other case or with other spaces, where only one can be meant.")
  var foldCase = false
  @Flag(help: "Numbers have a decimal comma: 0,5 is a half, 1.234 a thousand.") var decimalComma = false
  @Option(help: "The sample that the coded posts are of.", completion: NameCompletion.samples) var sample:
    String?
  @Option(help: "Make a sample of this name of the coded posts.") var newSample: String?
  @Option(help: "Say that the new sample was drawn at random from all posts.") var sampleDesign:
    SampleLink.Design?

  /// Kinds of coders whose codings come from elsewhere.
  enum ImportedKind: String, ExpressibleByArgument, CaseIterable {
    case person
    case model

    var coderKind: CoderKind { self == .person ? .person : .model }
  }

  func validate() throws {
    if sampleDesign != nil, sample == nil, newSample == nil {
      throw ValidationError(
        "--sample-design says how a new sample was drawn; it needs --new-sample NAME or --sample NAME")
    }
    if sample != nil, newSample != nil {
      throw ValidationError("--sample and --new-sample exclude each other")
    }
  }

  func run() async throws {
    let open = try options.open()
    var request = ImportCodings(path: file, coder: coder, kind: kind.coderKind, design: sampleDesign)
    request.foldsCase = foldCase
    request.hasDecimalComma = decimalComma
    request.sample = sample.map { .existing($0) } ?? newSample.map { .new($0) }
    try await Interruption.stopping { [request] in
      let outcome = try request.run(in: open)
      say(outcome.summary, posts: outcome.posts)
      if let sample = outcome.sample { Console.say(sample) }
      Console.say(try open.nextStep().text)
    }
  }

  private func say(_ summary: CodingsReader.Summary, posts: Int) {
    for notice in summary.notices { Console.say(notice.description) }
    if !summary.ignoredColumns.isEmpty {
      Console.say("left out the columns \(summary.ignoredColumns.joined(separator: ", "))")
    }
    if summary.leftOut > 0 {
      Console.say(
        "left out \(Figures.count(summary.leftOut, "vote")) of Label Studio's: cancelled ones, and "
          + (kind == .model
            ? "annotations; --kind person reads these" : "predictions; --kind model reads these"))
    }
    let rest = [
      ("abstained", summary.abstained), ("failed", summary.failed), ("empty cells left out", summary.empty),
    ]
    .filter { $0.1 > 0 }.map { ", \(Figures.count($0.1)) \($0.0)" }.joined()
    Console.say(
      "\(Figures.count(summary.coded, "coding")) of \(Figures.count(posts, "post")) by "
        + "\(summary.coders.joined(separator: ", "))\(rest)")
  }
}

extension SampleLink.Design: ExpressibleByArgument {}
