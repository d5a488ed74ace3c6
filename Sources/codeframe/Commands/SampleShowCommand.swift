import ArgumentParser
import ContentCoding
import Storage
import Workflows

/// `codeframe sample show`.
struct SampleShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a sample: its posts with their chances, and who has coded how many of them.")

  @OptionGroup var options: StudyOptions
  @Argument(help: "The sample's name.") var name: String
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    let (sample, contents) = try options.open().contents(ofSample: name)
    if json { return try Console.put(json: contents) }
    var table = TextTable([("post", .left), ("stratum", .left), ("chance", .right)])
    for post in contents.posts {
      table.add([
        post.id, post.stratum ?? "", post.probability.map { Figures.decimal($0, places: 4) } ?? "unknown",
      ])
    }
    Console.put(table)
    Console.say("\(sample.name): \(sample.design)")
    Console.say(sample.standing())
    for (coder, count) in contents.codedBy.sorted(by: { $0.key < $1.key }) {
      Console.say(
        "\(coder) has coded \(Figures.count(count)) of \(Figures.count(contents.posts.count, "post"))")
    }
  }
}
