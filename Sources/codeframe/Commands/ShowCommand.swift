import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe show POST`: one post and all that is known of it; `codeframe show FILE`: what coders say of a picture.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show one post: its fields, its files, and every coder's answers; or what coders say of a picture file.",
    discussion: helpText(
      """
      Of a picture that is not in the study, each coder that is ready says its answers, and the nearest posts are listed;
      nothing is stored. Coders that ask an endpoint are left out.

        codeframe show post-17
        codeframe show ~/pictures/lake.jpg --text "A quiet morning"
        codeframe show --json -- -CxY_1
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The post's id, or a picture file; an id that begins with - after --.") var subject: String
  @Option(help: "With a picture file, the text beside it.") var text: String?
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    let open = try options.open()
    if try open.study.post(subject) == nil, FileManager.default.fileExists(atPath: subject) {
      return try await tryPicture(in: open)
    }
    let known = try KnownPost(subject, in: open)
    if json { return try Console.put(json: ShownPost(known)) }
    show(known, in: open)
  }

  private func tryPicture(in open: OpenStudy) async throws {
    let workflow = TryCoders(picture: URL(fileURLWithPath: subject), text: text ?? "")
    try await Interruption.stopping {
      let outcome = try await workflow.run(in: open)
      if json { return try Console.put(json: TriedPicture(outcome)) }
      var table = TextTable([
        ("variable", .left), ("coder", .left), ("answer", .left), ("confidence", .right),
      ])
      for said in outcome.said {
        if let obstacle = said.obstacle { table.add(["-", said.coder.name, obstacle, "-"]) }
        for coding in said.codings {
          let answer = coding.answer
          table.add([
            coding.variable, said.coder.name, answer.value?.text ?? answer.reason?.description ?? "",
            answer.confidence.map { Figures.decimal($0, places: 3) } ?? "-",
          ])
        }
      }
      Console.put(table)
      for match in outcome.nearest {
        Console.put("near\t\(Figures.decimal(match.cosine, places: 3))\t\(Console.printable(match.post))")
      }
      Console.say("nothing of this was stored")
    }
  }

  private func show(_ known: KnownPost, in open: OpenStudy) {
    let post = known.post
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
    for (clustering, cluster) in known.clusters {
      Console.put("cluster\t\(Console.printable(clustering)): \(cluster.map(String.init) ?? "none")")
    }
    if let group = known.duplicates {
      let others = group.posts.filter { $0 != post.id }.map(Console.printable).joined(separator: ", ")
      Console.put("duplicates\t\(group.kind.rawValue): \(others)")
    }
    for (coder, remark) in known.remarks {
      Console.put(
        "remark\t\(Console.printable(coder)): \(Console.printable(remark.comment))\(remark.isFlagged ? " (flagged)" : "")"
      )
    }
    if let cost = known.cost { Console.put("cost\tUS$ \(Figures.dollars(cost))") }
    guard !known.codings.isEmpty else { return Console.say("nobody has coded it yet") }
    var table = TextTable([
      ("variable", .left), ("coder", .left), ("answer", .left), ("confidence", .right), ("why", .left),
    ])
    for record in known.codings {
      let answer = record.coding.answer
      table.add([
        record.coding.variable, record.coder.name, answer.value?.text ?? answer.status.rawValue,
        answer.confidence.map { Figures.decimal($0, places: 3) } ?? "-",
        String((answer.reason?.description ?? answer.details["rationale"] ?? "").prefix(200)),
      ])
    }
    Console.put(table)
    if !known.history.isEmpty {
      Console.say("\(Figures.count(known.history.count, "answer")) replaced since; --json has them")
    }
  }
}
