import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe split`: stored partitions of the gold posts.
struct SplitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Make and list named partitions into train and test.",
    subcommands: [Make.self, List.self])

  /// `codeframe split make`.
  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "make", abstract: "Hold a share of the gold posts back, from which no coder learns.",
      discussion: helpText(
        """
        Stratified by the gold values; near-duplicates, pictures of one post and group-by columns stay on one side.

          codeframe split make --test 0.2
        """))

    @OptionGroup var options: StudyOptions
    @Option(help: "The share of gold posts for the test part, between 0 and 1.") var test = 0.2
    @Option(help: "The split's name.") var name = "holdout"
    @Option(
      help: "The coder whose posts are parted; the study's gold if left out.",
      completion: NameCompletion.coders) var gold: String?

    func validate() throws {
      guard test > 0, test < 1 else {
        throw ValidationError("--test takes a number between 0 and 1, such as 0.2")
      }
    }

    func run() async throws {
      let parts = try await MakeSplit(name: name, test: test, gold: gold).run(in: options.open())
      Console.say(
        "\(name): \(Figures.count(parts.train)) posts to learn from, \(Figures.count(parts.test)) to test with; "
          + "train the coders again, then codeframe evaluate --split \(name)")
    }
  }

  /// `codeframe split list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the splits.")

    @OptionGroup var options: StudyOptions
    @Flag(help: "Print as JSON.") var json = false

    func run() throws {
      let splits = try options.openDatabase().splits()
      if json { return try Console.put(json: splits) }
      var table = TextTable([("split", .left), ("part", .left), ("posts", .right)])
      for (name, parts) in splits.sorted(by: { $0.key < $1.key }) {
        for (part, count) in parts.sorted(by: { $0.key < $1.key }) {
          table.add([name, part, Figures.count(count)])
        }
      }
      Console.put(table)
    }
  }
}
