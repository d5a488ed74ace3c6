import ArgumentParser
import ContentCoding
import Exchange
import Foundation
import Storage
import Tables
import Workflows

/// `codeframe import posts`.
struct ImportPostsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "posts", abstract: "Import posts from tables and folders of pictures.",
    discussion: helpText(
      """
      A table is CSV, TSV or JSON Lines; its columns are found by their usual names or named by option. A folder gives
      one post a picture; folders called like categories (or train/ and test/ with such folders) give gold codings too.
      Importing again updates posts and never doubles them: what a table has no column for, and what its cells leave
      empty, stays as it is. Nothing of a source is imported when any of it is wrong. codeframe undo takes the last
      import back.

        codeframe import posts posts.csv
        codeframe import posts posts.csv --id Shortcode --image image_path --group-by place
        codeframe import posts likes-in-may.csv
        codeframe import posts pictures/
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "Tables and folders.", completion: .file()) var paths: [String]
  @OptionGroup(title: "Columns of a table") var columns: ColumnOptions
  @Flag(help: "Make a post of each picture, with part-of.") var splitMedia = false
  @Option(
    help: ArgumentHelp(
      "A folder that pictures may lie in beside the table's own; may be repeated.", valueName: "dir"))
  var mediaRoot: [String] = []
  @Flag(help: "Empty a field of a known post where the table's cell is empty; else it is left as it is.")
  var clearEmpty = false
  @Option(help: "The column that says train or test.") var splitColumn: String?
  @Option(
    help: "The variable whose categories the class folders are; the first one if left out.",
    completion: NameCompletion.variables)
  var variable: String?
  @Option(
    help: ArgumentHelp(
      "What the source is, where its content does not say it: \(PostReaders.names.joined(separator: ", ")).",
      valueName: "format"), completion: .list(PostReaders.names)) var format: String?
  @Option(
    help: ArgumentHelp(
      "The column of the posts' ids, where a table has a row for each picture.", valueName: "column"))
  var onePostPer: String?
  @Option(help: "The sheet of a workbook; the first if left out.") var sheet: String?
  @Flag(help: "Counts have a decimal comma: 1.234 is a thousand, 12,3K more than twelve thousand.")
  var decimalComma =
    false
  @Flag(help: "Keep every field of a platform's items as a column.") var keepFields = false
  @Flag(help: "Say what would be imported, show three posts, and import nothing.") var dryRun = false
  @Flag(help: "Print the counts as JSON.") var json = false

  func validate() throws {
    if dryRun, json {
      throw ValidationError("--dry-run shows posts to people; leave one of --dry-run and --json out")
    }
    if let format, !PostReaders.names.contains(format) {
      throw ValidationError(
        "there is no format \(format); there are \(PostReaders.names.joined(separator: ", "))")
    }
    if paths.isEmpty { throw ValidationError("name a table or a folder of pictures") }
  }

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      if dryRun { return try preview(in: open) }
      var tallies: [ImportTally] = []
      for path in paths {
        do {
          let outcome = try work(on: path).run(in: open)
          say(outcome, of: path, into: open.configuration.gold)
          tallies.append(outcome.tally)
        } catch {
          if !tallies.isEmpty {
            Console.say(
              "\(paths.prefix(tallies.count).joined(separator: ", ")): imported before the problem below")
          }
          throw error
        }
      }
      if json { try Console.put(json: tallies) }
      Console.say(try open.nextStep().text)
    }
  }

  private func work(on path: String) -> ImportPosts {
    ImportPosts(path: path, table: tableOptions, variable: variable, format: format)
  }

  private func preview(in open: OpenStudy) throws {
    let previews = try paths.map { try work(on: $0).preview(in: open) }
    for (path, preview) in zip(paths, previews) {
      Console.put("\(path): \(Console.printable(preview.claim))")
      for line in preview.columns + preview.remarks { Console.put("  \(Console.printable(line))") }
      for post in preview.first {
        Console.put("")
        for (name, value) in Self.fields(of: post) { Console.put("  \(name): \(Console.printable(value))") }
      }
      Console.put("")
      Console.put("\(Figures.count(preview.posts, "post")) would be read; nothing was imported")
    }
  }

  /// What a post would have, by name; long texts cut.
  private static func fields(of post: Post) -> [(String, String)] {
    var fields = [("id", post.id)]
    if !post.text.isEmpty { fields.append(("text", post.text)) }
    if let author = post.author { fields.append(("author", author)) }
    if let time = post.time { fields.append(("time", time.formatted(.iso8601))) }
    fields += post.counts.sorted { $0.key < $1.key }.map { ($0.key, Figures.count(Int($0.value))) }
    fields += post.media.map { ("media", $0.path) }
    fields += post.columns.sorted { $0.key < $1.key }.map { ("column \($0.key)", $0.value) }
    return fields.map { name, value in
      let line = value.split(whereSeparator: \.isNewline).joined(separator: " ")
      return (name, line.count > 120 ? "\(line.prefix(120))…" : line)
    }
  }

  private var tableOptions: PostsTable.Options {
    var options = PostsTable.Options()
    options.choice = columns.choice
    options.splitColumn = splitColumn
    options.splitsMedia = splitMedia
    options.onePostPer = onePostPer
    options.sheet = sheet
    options.keepsFields = keepFields
    options.hasDecimalComma = decimalComma
    options.clearsEmpty = clearEmpty
    options.mediaRoots = mediaRoot.map { URL(fileURLWithPath: $0, isDirectory: true) }
    return options
  }

  /// Says what an import from `path` did.
  private func say(_ outcome: ImportPosts.Outcome, of path: String, into gold: String) {
    if outcome.parted > 0 {
      Console.say(
        "the split given has \(Figures.count(outcome.parted, "post")); no coder learns from its test part")
    }
    if let coded = outcome.gold {
      Console.say(
        "\(Figures.count(coded.count, "gold coding")) of \(coded.variable), from the folders' names, by \(gold)"
      )
    }
    let (tally, summary) = (outcome.tally, outcome.summary)
    Console.say("\(path) is read as \(Console.printable(outcome.claim))")
    for line in (summary?.columns ?? []) + (summary?.remarks ?? []) { Console.say(line) }
    var parts = ["\(Figures.count(tally.added)) new", "\(Figures.count(tally.updated)) updated"]
    if tally.unchanged > 0 { parts.append("\(Figures.count(tally.unchanged)) as they were") }
    if tally.tombstoned > 0 { parts.append("\(Figures.count(tally.tombstoned)) forgotten ones left out") }
    let media =
      summary.map { ", \(Figures.count($0.media, "picture or video", plural: "pictures and videos"))" } ?? ""
    let changed = tally.changedFields.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    if !changed.isEmpty {
      Console.say(
        "changed: "
          + changed.prefix(12).map { "\($0.key) of \(Figures.count($0.value, "post"))" }.joined(
            separator: ", ")
          + (changed.count > 12 ? " and \(changed.count - 12) more fields" : ""))
    }
    Console.say("\(path): \(parts.joined(separator: ", "))\(media); \(Figures.duration(outcome.seconds))")
  }
}

/// The options that name a table's columns.
struct ColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The column with ids.", valueName: "column")) var id: String?
  @Option(help: ArgumentHelp("The column with captions.", valueName: "column")) var text: String?
  @Option(help: ArgumentHelp("A column with pictures' paths; may be repeated.", valueName: "column"))
  var image: [String] = []
  @Option(help: ArgumentHelp("The column with times.", valueName: "column")) var time: String?
  @Option(help: ArgumentHelp("The column with accounts.", valueName: "column")) var author: String?
  @Option(help: ArgumentHelp("A column with a count; may be repeated.", valueName: "column")) var count:
    [String] = []
  @Option(help: ArgumentHelp("A column to group by; may be repeated.", valueName: "column"))
  var groupBy: [String] = []

  var choice: ColumnChoice {
    var columns: [ColumnRole: [String]] = [:]
    for (role, name) in [(ColumnRole.id, id), (.text, text), (.time, time), (.author, author)] {
      if let name { columns[role] = [name] }
    }
    for (role, names) in [(ColumnRole.image, image), (.count, count), (.group, groupBy)] where !names.isEmpty
    {
      columns[role] = names
    }
    return ColumnChoice(columns)
  }
}
