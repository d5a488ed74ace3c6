import ArgumentParser
import Workflows

/// `codeframe sample remove`.
struct SampleRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a sample; its posts and their codings stay.")

  @OptionGroup var options: StudyOptions
  @Argument(help: "The sample's name.") var name: String

  func run() throws {
    let open = try options.open()
    _ = try open.existingSample(name)
    try open.study.removeSample(name)
    Console.say("removed the sample \(name)")
  }
}
