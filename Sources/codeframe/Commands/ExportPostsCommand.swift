import ArgumentParser
import ContentCoding
import Foundation
import Interchange
import Storage

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
  @Option(help: "Only the posts of this sample.") var sample: String?
  @OptionGroup var selected: SelectionOptions

  func run() throws {
    let (open, selection) = try study()
    let names = output.pseudonymous ? Pseudonyms(key: try open.pseudonymKey()) : nil
    let file = try DataOutput(path: output.file)
    let (extra, counts) = names == nil ? try Self.columns(of: open) : ([], try Self.columns(of: open).counts)
    let header =
      names == nil
      ? ["id", "text", "author", "time", "image", "part_of"] + counts + extra
      : ["id", "author", "time", "pictures"] + counts
    var number = 0
    func cells(of post: Post) -> [String] {
      let time = post.time?.formatted(.iso8601) ?? ""
      let amounts = counts.map { post.counts[$0].map { CodedValue.number($0).text } ?? "" }
      if let names {
        return [names(post.id), post.author.map { names($0) } ?? "", time, String(post.media.count)] + amounts
      }
      return [
        post.id, post.text, post.author ?? "", time,
        post.media.map { open.absolutePath(of: $0) }.joined(separator: "|"),
        post.partOf ?? "",
      ] + amounts + extra.map { post.columns[$0] ?? "" }
    }
    switch format {
    case .csv:
      let writer = try TableWriter(columns: header, to: file.write)
      try open.forEachPage(in: selection) { posts in
        for post in posts { try writer.write(cells(of: post)) }
        number += posts.count
      }
      try writer.finish()
    case .jsonl:
      let writer = JSONLinesWriter(to: file.write)
      try open.forEachPage(in: selection) { posts in
        for post in posts {
          try writer.write(zip(header, cells(of: post)).filter { !$1.isEmpty }.map { .init($0, .text($1)) })
        }
        number += posts.count
      }
      try writer.finish()
    }
    try file.finish()
    Console.say("wrote \(Figures.count(number, "post"))\(output.file.map { " to \($0)" } ?? "")")
  }

  /// The study's database, and which of its posts are written.
  private func study() throws -> (Study, PostSelection) {
    guard sample != nil || selected.isUsed else { return (try options.openDatabase(), .all) }
    let open = try options.open()
    let selection = try sample.map { try open.existingSample($0) } ?? .all
    return (open.study, try selected.narrowed(selection, of: open))
  }

  /// The names of further columns and of counts, over all posts, sorted.
  private static func columns(of study: Study) throws -> (extra: [String], counts: [String]) {
    var extra: Set<String> = []
    var counts: Set<String> = []
    try study.forEachPage { posts in
      for post in posts {
        extra.formUnion(post.columns.keys)
        counts.formUnion(post.counts.keys)
      }
    }
    return (extra.sorted(), counts.sorted())
  }
}

extension Study {
  /// Where a picture lies, whatever folder the exported table is moved to.
  func absolutePath(of media: Media) -> String {
    URL(fileURLWithPath: media.path, relativeTo: URL(fileURLWithPath: folder.path, isDirectory: true))
      .standardizedFileURL.path
  }
}
