import ArgumentParser
import Workflows

/// `codeframe pairs remove`.
struct PairsRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove pairs and what people said of them.")

  @OptionGroup var options: StudyOptions
  @Argument(help: "The name of the pairs.") var name: String

  func run() throws {
    let open = try options.open()
    _ = try open.existingPairs(name)
    try open.study.removePairs(name)
    Console.say("removed the pairs \(name)")
  }
}
