import ArgumentParser
import ContentCoding
import Exchange
import Workflows

/// `codeframe export codings`.
struct ExportCodingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codings", abstract: "Write codings as CSV or JSON Lines.",
    discussion: helpText(
      """
      The long form has a row a coding and is read back by import codings without loss; --wide has a row a post and a
      column variable__coder; with --with-posts a row for every post, coded or not, and its text, author, time, counts and columns;
      with --scores status (coded, abstained, failed, not asked), confidence, second category and price beside each value.
      --pseudonymous replaces ids and people's names by keyed hashes; the key stays in the study.

        codeframe export codings -o codings.csv
        codeframe export codings --wide --coder gold --coder probe
        codeframe export codings --wide --with-posts --scores -o analysis.csv
        codeframe export codings --format jsonl --scores > codings.jsonl

      --format chat-finetune writes what fine-tuning services and TRL learn from: a line a gold post, with the prompt of
      a prompted coder, the post's pictures and texts, and gold's answer. Posts in the test part of a split stay out.

        codeframe export codings --format chat-finetune --coder gpt -o train.jsonl
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: ExportOptions
  @Option(help: "csv, jsonl or chat-finetune.") var format = CodingsFormat.csv
  @Flag(help: "One row a post, one column a variable and coder.") var wide = false
  @Flag(
    help: "Add a column for each category's score; with --wide status, confidence, second category and price."
  )
  var scores = false
  @Flag(help: "With --wide, a row for every post, with the columns of posts.") var withPosts = false
  @Option(help: "Only this coder; may be repeated.") var coder: [String] = []
  @Option(help: "Only this variable; may be repeated.") var variable: [String] = []
  @Option(name: .customLong("run"), help: "The codings of this run instead of the current ones.")
  var takenRun: String?
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions

  func validate() throws {
    if format == .chatFinetune {
      guard coder.count == 1 else {
        throw ValidationError(
          "--format chat-finetune takes the prompt of one prompted coder; name it with --coder")
      }
      if wide || scores || withPosts || output.pseudonymous || takenRun != nil || !variable.isEmpty {
        throw ValidationError("--format chat-finetune goes with --coder, --sample and --output alone")
      }
    }
    if withPosts, !wide { throw ValidationError("--with-posts goes with --wide, which has a row a post") }
    if takenRun != nil, selected.isUsed {
      throw ValidationError("--run writes all that the run coded; leave out --where")
    }
    if wide, takenRun != nil { throw ValidationError("--wide shows current codings; leave out --run") }
  }

  func run() async throws {
    let open = try options.open()
    let posts = PostChoice(sample: sample, filters: selected.filters)
    if format == .chatFinetune {
      return try await Interruption.stopping { try await writeTrainingExamples(about: posts, in: open) }
    }
    let file = try DataOutput(path: output.file)
    var export = ExportCodings(format.codings, to: file.write)
    export.isWide = wide
    export.withScores = scores
    export.withPosts = withPosts
    export.isPseudonymous = output.pseudonymous
    export.coders = coder
    export.variables = variable
    export.run = takenRun
    export.posts = posts
    let count = try export.run(in: open)
    try file.finish()
    Console.say("wrote \(Figures.count(count, "coding"))\(output.file.map { " to \($0)" } ?? "")")
  }

  private func writeTrainingExamples(about posts: PostChoice, in open: OpenStudy) async throws {
    let file = try DataOutput(path: output.file)
    let count = try await ExportTrainingExamples(of: coder[0], about: posts, to: file.write).run(in: open)
    try file.finish()
    Console.say("wrote \(Figures.count(count, "training example"))\(output.file.map { " to \($0)" } ?? "")")
  }
}

/// The options of exports of tables.
struct ExportOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file; standard output if left out.", valueName: "file"))
  var file: String?
  @Flag(help: "Replace ids, authors and people's names by keyed hashes.") var pseudonymous = false
}

/// How a table is written.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case csv
  case jsonl
}

/// How codings are written.
enum CodingsFormat: String, ExpressibleByArgument, CaseIterable {
  case csv
  case jsonl
  /// As training examples for a model.
  case chatFinetune = "chat-finetune"

  var codings: CodingsTable.Format { self == .csv ? .csv : .jsonLines }
}
