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

      The folds stay as they are when gold grows, so that figures can be compared. --new-folds makes them anew, as many as
      `folds` in codeframe.yaml says, for all coders: the others must be trained again.

        codeframe train probe --new-folds
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Argument(help: "The coder's name in codeframe.yaml.", completion: NameCompletion.coders) var coder: String
  @Flag(help: "Make the study's folds anew before.") var newFolds = false
  @Flag(help: "Print the figures as JSON.") var json = false

  func run() async throws {
    let open = try options.open()
    var training = Train(coder: coder, provider: machine.provider)
    training.makesFolds = newFolds
    let train = training
    try await Interruption.stopping {
      let outcome = try await train.run(in: open)
      if json { try Console.put(json: outcome.comparisons) } else { outcome.say() }
      Console.say(
        (outcome.folds > 0
          ? "trained on \(Figures.count(outcome.posts, "post")) in \(outcome.folds) folds, " : "ready, ")
          + "\(Figures.duration(outcome.seconds)); next: codeframe code \(coder)")
    }
  }
}
