import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe show POST`: one post and all that is known of it.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one post: its fields, its files, and every coder's answers.",
    discussion: helpText(
      """
        codeframe show post-17
        codeframe show --json -- -CxY_1
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The post's id; one that begins with - after --.") var post: String
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    let open = try options.open()
    guard let post = try open.study.post(post) else { throw UserError(try open.unknownPost(post)) }
    var codings: [CodingRecord] = []
    try open.study.forEachCodedPost(coders: nil, variables: nil, in: .ids([post.id])) { _, records in
      codings += records
    }
    if json {
      return try Console.put(json: ShownPost(post, codings: codings))
    }
    Console.put("post\t\(post.id)")
    if let author = post.author { Console.put("author\t\(author)") }
    if let time = post.time { Console.put("time\t\(time.formatted(.iso8601))") }
    if !post.text.isEmpty {
      Console.put("text\t\(post.text.split(whereSeparator: \.isNewline).joined(separator: " "))")
    }
    for (name, count) in post.counts.sorted(by: { $0.key < $1.key }) {
      Console.put("\(name)\t\(CodedValue.number(count).text)")
    }
    for (name, value) in post.columns.sorted(by: { $0.key < $1.key }) {
      Console.put("\(name)\t\(value.prefix(500))")
    }
    for media in post.media {
      let path = open.study.absolutePath(of: media)
      Console.put("file\t\(path)\(FileManager.default.fileExists(atPath: path) ? "" : " (not there)")")
    }
    guard !codings.isEmpty else { return Console.say("nobody has coded it yet") }
    var table = TextTable([
      ("variable", .left), ("coder", .left), ("answer", .left), ("confidence", .right), ("why", .left),
    ])
    for record in codings.sorted(by: {
      ($0.coding.variable, $0.coder.name) < ($1.coding.variable, $1.coder.name)
    }) {
      let answer = record.coding.answer
      table.add([
        record.coding.variable, record.coder.name, answer.value?.text ?? answer.status.rawValue,
        answer.confidence.map { Figures.decimal($0, places: 3) } ?? "-",
        String((answer.reason?.description ?? answer.details["rationale"] ?? "").prefix(200)),
      ])
    }
    Console.put(table)
  }
}
