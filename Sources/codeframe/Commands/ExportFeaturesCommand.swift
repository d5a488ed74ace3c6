import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders
import Storage
import Workflows

/// `codeframe export features`.
struct ExportFeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Write an encoder's embeddings as a NumPy array.",
    discussion: helpText(
      """
      E.npy holds float32, a row for each picture in the order of posts; E.csv beside it says which: post_id, path and
      sha256. A picture that cannot be read has a row of NaN. With --uses caption there is a row for each post; one
      without text is NaN. What is not in the cache is extracted first.

      With --extractor text, faces or objects the file is JSON Lines: for each picture and frame what was seen in it, with confidence and place.

        codeframe export features --extractor seedling-64 -o e.npy
        codeframe export features --extractor facebook/dinov2-small --pooling cls+mean -o dinov2.npy
        codeframe export features --extractor sentence-transformers/all-MiniLM-L6-v2 --uses caption -o captions.npy
        codeframe export features --extractor text -o text.jsonl
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @OptionGroup var encoding: EncoderOptions
  @Option(
    help:
      "The encoder's name; that of the first coder in codeframe.yaml which embeds the same part if left out.")
  var extractor: String?
  @Option(help: "With --extractor text, faces or objects: the model, where extract was given one.")
  var model: String?
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The .npy file; of what extract sees a .jsonl file.", valueName: "file"))
  var file: String

  /// What `extract` sees, where that is asked for.
  private var kind: ExtractColumns.Kind? { extractor.flatMap(ExtractColumns.Kind.init) }

  func validate() throws {
    if kind == nil, model != nil {
      throw ValidationError("--model goes with --extractor text, faces or objects")
    }
    let ending = kind == nil ? ".npy" : ".jsonl"
    guard file.hasSuffix(ending) else { throw ValidationError("-o takes a file that ends in \(ending)") }
  }

  func run() async throws {
    let open = try options.open()
    if let kind { return try await write(kind, of: open) }
    let question = encoding.question(extractor)
    let table = String(file.dropLast(4)) + ".csv"
    try checkIndex(table)
    try await Interruption.stopping {
      let array = try DataOutput(path: file)
      let index = try DataOutput(path: table)
      let written = try await ExportFeatures(
        question, provider: machine.provider, array: array.write, index: index.write
      ).run(in: open)
      try array.finish()
      try index.finish()
      Console.say(
        "wrote \(Figures.count(written.rows)) \(written.noun) x \(written.columns) to \(file)"
          + (written.missing > 0
            ? "; \(Figures.count(written.missing)) of them cannot be read and are NaN" : ""))
    }
  }

  private func write(_ kind: ExtractColumns.Kind, of open: OpenStudy) async throws {
    let (file, provider, model) = (file, machine.provider, model.map { EncoderChoice($0) })
    try await Interruption.stopping {
      let output = try DataOutput(path: file)
      guard let export = ExportSights(kind, model: model, provider: provider, output.write) else {
        throw UserError("\(kind.rawValue) is in the posts' columns: codeframe export posts writes it")
      }
      let outcome = try await export.run(in: open)
      try output.finish()
      Console.say(
        "wrote what is seen in \(Figures.count(outcome.written, "picture")) to \(file)"
          + (outcome.missing > 0 ? "; \(Figures.count(outcome.missing)) cannot be read" : ""))
    }
  }

  /// Refuses to replace a table that is not the index of an earlier export: nobody named this file.
  private func checkIndex(_ path: String) throws {
    let columns = Data(ExportFeatures.indexColumns.joined(separator: ",").utf8)
    guard let handle = FileHandle(forReadingAtPath: path) else { return }
    defer { try? handle.close() }
    let head = (try? handle.read(upToCount: columns.count + 3)) ?? Data()
    guard head.isEmpty || head.range(of: columns) != nil else {
      throw UserError("\(path) is there and is no index of embeddings; give another name than \(file)")
    }
  }
}
