import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe export posts`.
struct ExportPostsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "posts", abstract: "Write posts as CSV or JSON Lines.",
    discussion: helpText(
      """
      Pictures are written as absolute paths joined by |. --pseudonymous replaces ids and authors by keyed hashes, and
      leaves out texts, further columns and paths, by which a post could be found again.

        codeframe export posts -o posts.csv
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: ExportOptions
  @Option(help: "csv or jsonl.") var format = TableFormat.csv
  @Option(help: "Only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions

  func run() throws {
    let (study, selection) = try study()
    let file = try DataOutput(path: output.file)
    var export = ExportPosts(format == .csv ? .csv : .jsonLines, to: file.write)
    export.isPseudonymous = output.pseudonymous
    export.selection = selection
    let count = try export.run(in: study)
    try file.finish()
    Console.say("wrote \(Figures.count(count, "post"))\(output.file.map { " to \($0)" } ?? "")")
  }

  /// The study's database, and which of its posts are written.
  private func study() throws -> (Study, PostSelection) {
    let choice = PostChoice(sample: sample, filters: selected.filters)
    guard sample != nil || !choice.filters.isEmpty else { return (try options.openDatabase(), .all) }
    let open = try options.open()
    return (open.study, try choice.selection(in: open, allowsNone: true))
  }
}
