import ArgumentParser
import ContentCoding
import Foundation
import Reliability
import Storage
import Workflows

/// `codeframe train`: lets a coder learn from gold.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Let a coder learn from the codings that it learns-from.",
    discussion: helpText(
      """
      Prints how well the coder does on posts that it did not learn from: the study's folds are left out one after
      the other. Posts in the test part of a split are never learned from.

        codeframe train probe
        codeframe train probe --json
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Argument(help: "The coder's name in codeframe.yaml.") var coder: String
  @Flag(help: "Print the figures as JSON.") var json = false

  func run() async throws {
    let open = try options.open()
    let train = Train(coder: coder, provider: machine.provider)
    try await Interruption.stopping {
      let outcome = try await train.run(in: open)
      if json { try Console.put(json: outcome.comparisons) } else { outcome.say() }
      Console.say(
        "trained on \(Figures.count(outcome.posts, "post")) in \(outcome.folds) folds, "
          + "\(Figures.duration(outcome.seconds)); next: codeframe code \(coder)")
    }
  }
}
