import ArgumentParser
import ContentCoding
import Exchange
import Foundation
import Storage
import Workflows

/// `codeframe export sheet`.
struct ExportSheetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Write a sample, or pairs, to code by without the app: as a page, a table or a workbook.",
    discussion: helpText(
      """
      The page holds small copies of the pictures and the captions, so mind who you give it to. It shows no answer of any
      coder and no cluster, and prints with boxes to tick. A person's order (--coder) is that of pairs export.

      A CSV table or an Excel workbook has a row a post and a column a variable, to be filled in; definitions and accepted values
      stand on the workbook's second sheet, or in a second table beside the CSV. What is filled in comes back, from Excel by
      *Save as CSV*, with codeframe import codings FILE --coder NAME.

        codeframe export sheet --sample main -o main.html
        codeframe export sheet --sample main -o main.xlsx
        codeframe export sheet --sample main --format csv -o main.csv --coder anna
        codeframe export sheet --pairs check -o check.html --coder anna
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: "The sample.", completion: NameCompletion.samples) var sample: String?
  @Option(help: "The pairs.") var pairs: String?
  @Option(help: "The person whose order it is.", completion: NameCompletion.coders) var coder: String?
  @Option(help: "html, csv or xlsx; by the file's name if left out.") var format: Format?
  @Option(
    name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The file.", valueName: "file"))
  var file: String

  /// What a sheet is written as.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case html, csv, xlsx
  }

  private var chosen: Format {
    format ?? Format(rawValue: URL(fileURLWithPath: file).pathExtension.lowercased()) ?? .html
  }

  func validate() throws {
    if pairs != nil, chosen != .html {
      throw ValidationError("pairs are written as a page; codeframe pairs export writes them as a table")
    }
    if (sample == nil) == (pairs == nil) { throw ValidationError("give --sample NAME or --pairs NAME") }
  }

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let exporter = SheetExporter(open: open, coder: coder)
      if let sample, chosen != .html { return try writeTable(exporter.table(of: sample)) }
      let output = try DataOutput(path: file)
      if let sample {
        try await exporter.writePosts(of: sample, to: output.write)
      } else if let pairs {
        try await exporter.writePairs(of: pairs, to: output.write)
      }
      try output.finish()
      Console.say("wrote \(file)")
    }
  }

  private func writeTable(_ sheet: CodingSheet) throws {
    let target = URL(fileURLWithPath: file).standardizedFileURL
    if chosen == .xlsx {
      try OutputPlace.check(target)
      let partial = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).part")
      defer { try? FileManager.default.removeItem(at: partial) }
      do { try CodingWorkbook(sheet).write(to: partial) } catch let failure as CodingWorkbook.Failure {
        throw UserError("\(target.path) cannot be written: \(failure)")
      }
      guard rename(partial.path, target.path) == 0 else {
        throw UserError("\(target.path) cannot be written: \(String(cString: strerror(errno)))")
      }
      Console.say(
        "wrote \(file); save it as CSV to bring it back: codeframe import codings FILE --coder NAME")
    } else {
      let output = try DataOutput(path: file)
      try sheet.writeCSV(to: output.write)
      try output.finish()
      guard file != "-" else { return }
      let definitions = target.deletingPathExtension().path + "-codebook.csv"
      let codebook = try DataOutput(path: definitions)
      try sheet.writeCodebookCSV(to: codebook.write)
      try codebook.finish()
      Console.say(
        "wrote \(file), and what its columns take to \(definitions); next: codeframe import codings \(Shell.quoted(file)) --coder NAME"
      )
    }
  }
}
