import ArgumentParser
import ContentCoding
import Foundation
import Reliability
import Storage

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
    let workshop = try options.workbench(for: coder, on: machine.provider).workshop()
    try await Interruption.stopping {
      let start = ContinuousClock.now
      let lesson = try await workshop.train()
      let report = TrainingReport(workshop: workshop, lesson: lesson)
      if json { try Console.put(json: try await report.comparisons()) } else { try await report.say() }
      Console.say(
        "trained on \(Figures.count(lesson.posts.count, "post")) in \(lesson.foldCount) folds, "
          + "\(Figures.duration((ContinuousClock.now - start) / .seconds(1))); next: codeframe code \(coder)")
    }
  }
}
