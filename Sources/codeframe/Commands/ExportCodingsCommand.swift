import ArgumentParser
import ContentCoding
import Foundation
import Interchange
import Storage

/// `codeframe export codings`.
struct ExportCodingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codings", abstract: "Write codings as CSV or JSON Lines.",
    discussion: helpText(
      """
      The long form has a row a coding and is read back by import codings without loss; --wide has a row a post and a
      column variable__coder. --pseudonymous replaces ids and people's names by keyed hashes; the key stays in the study.

        codeframe export codings -o codings.csv
        codeframe export codings --wide --coder gold --coder probe
        codeframe export codings --format jsonl --scores > codings.jsonl

      --format chat-finetune writes what fine-tuning services and TRL learn from: a line a gold post, with the prompt of
      a prompted coder, the post's pictures and texts, and gold's answer. Posts in the test part of a split stay out.

        codeframe export codings --format chat-finetune --coder gpt -o train.jsonl
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: ExportOptions
  @Option(help: "csv, jsonl or chat-finetune.") var format = CodingsFormat.csv
  @Flag(help: "One row a post, one column a variable and coder.") var wide = false
  @Flag(help: "Add a column for each category's score.") var scores = false
  @Option(help: "Only this coder; may be repeated.") var coder: [String] = []
  @Option(help: "Only this variable; may be repeated.") var variable: [String] = []
  @Option(name: .customLong("run"), help: "The codings of this run instead of the current ones.")
  var takenRun: String?
  @Option(help: "Only the posts of this sample.") var sample: String?
  @OptionGroup var selected: SelectionOptions

  func validate() throws {
    if format == .chatFinetune {
      guard coder.count == 1 else {
        throw ValidationError(
          "--format chat-finetune takes the prompt of one prompted coder; name it with --coder")
      }
      if wide || scores || output.pseudonymous || takenRun != nil || !variable.isEmpty {
        throw ValidationError("--format chat-finetune goes with --coder, --sample and --output alone")
      }
    }
    if wide, scores {
      throw ValidationError(
        "--scores adds a column for each category of one coding a row; leave out --wide, which has a row a post"
      )
    }
    if takenRun != nil, selected.isUsed {
      throw ValidationError("--run writes all that the run coded; leave out --where")
    }
    if wide, takenRun != nil { throw ValidationError("--wide shows current codings; leave out --run") }
  }

  func run() async throws {
    if format == .chatFinetune {
      let bench = try options.workbench(for: coder[0], on: .cpu)
      let selection = try sample.map { try bench.open.existingSample($0) } ?? .all
      return try await Interruption.stopping {
        try await writeLessons(TrainingFile(bench: bench, selection: selection))
      }
    }
    let open = try options.open()
    try checkNames(in: open)
    let names = output.pseudonymous ? Pseudonyms(key: try open.study.pseudonymKey()) : nil
    let file = try DataOutput(path: output.file)
    let selection = try selected.narrowed(sample.map { try open.existingSample($0) } ?? .all, of: open)
    var count = 0
    let write: (CodingRecord) throws -> Void
    let finish: () throws -> Void
    if wide {
      let writer = try WideCodingsWriter(
        format.codings, columns: columns(in: open, names), to: file.write)
      (write, finish) = (writer.write, writer.finish)
    } else {
      let labels = scores ? CodingsTable.scoreLabels(of: open.configuration.codebook) : []
      let writer = try CodingsWriter(format.codings, scores: labels, to: file.write)
      (write, finish) = (writer.write, writer.finish)
    }
    let take = { (record: CodingRecord) in
      count += 1
      try write(names.map { $0.hiding(record) } ?? record)
    }
    if let takenRun {
      try open.study.forEachCoding(run: takenRun, take)
    } else {
      try open.study.forEachCodedPost(
        coders: coder.isEmpty ? nil : coder, variables: variable.isEmpty ? nil : variable, in: selection
      ) { _, records in for record in records { try take(record) } }
    }
    try finish()
    try file.finish()
    Console.say("wrote \(Figures.count(count, "coding"))\(output.file.map { " to \($0)" } ?? "")")
  }

  private func writeLessons(_ training: TrainingFile) async throws {
    let file = try DataOutput(path: output.file)
    let count = try await training.write(to: file.write)
    try file.finish()
    Console.say("wrote \(Figures.count(count, "lesson"))\(output.file.map { " to \($0)" } ?? "")")
  }

  /// A name that the study does not know is a mistake, not an empty table.
  private func checkNames(in open: OpenStudy) throws {
    if let takenRun { _ = try open.existingRun(takenRun) }
    let coders = try open.study.coders().map(\.identity.name)
    if let unknown = coder.first(where: { !coders.contains($0) }) {
      throw UserError(
        "\(unknown) has coded nothing; "
          + (coders.isEmpty
            ? "the study has no codings" : "codings are there by \(coders.joined(separator: ", "))"))
    }
    let variables = open.configuration.codebook.variables.map(\.name)
    if let unknown = variable.first(where: { !variables.contains($0) }) {
      throw UserError("the codebook has no variable \(unknown); it has \(variables.joined(separator: ", "))")
    }
  }

  private func columns(in open: OpenStudy, _ names: Pseudonyms?) throws -> [WideCodingsWriter.Column] {
    let coders = try open.study.coders().filter { coder.isEmpty || coder.contains($0.identity.name) }
    return open.configuration.codebook.variables.filter { variable.isEmpty || variable.contains($0.name) }
      .flatMap { variable in
        coders.filter { $0.counts[variable.name] != nil }
          .map { names?.hiding($0.identity).name ?? $0.identity.name }.sorted()
          .map { WideCodingsWriter.Column(variable: variable.name, coder: $0) }
      }
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
  /// As lessons for a model.
  case chatFinetune = "chat-finetune"

  var codings: CodingsTable.Format { self == .csv ? .csv : .jsonLines }
}

extension Pseudonyms {
  /// `record` without the post's id and without the name of a person who coded.
  ///
  /// Reasons and details may hold paths and words from the post, so they are left out.
  func hiding(_ record: CodingRecord) -> CodingRecord {
    var record = record
    record.coding.postID = self(record.coding.postID)
    record.coding.answer.details = [:]
    record.coding.answer.reason?.message = ""
    record.coder = hiding(record.coder)
    return record
  }

  /// `coder` without its name, where it is a person.
  func hiding(_ coder: CoderIdentity) -> CoderIdentity {
    var coder = coder
    if coder.kind == .person { coder.name = self(coder.name) }
    return coder
  }
}
