import ArgumentParser
import ContentCoding
import Foundation
import Hub
import Workflows

extension ModelsCommand {
  /// `codeframe models verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Read models again and compare them with their recorded hashes.",
      discussion: helpText(
        """
        Without names, all models that are here are verified. Ends with status 1 when a file differs or is missing.

          codeframe models verify
          codeframe models verify seedling-64
        """))

    @OptionGroup var options: StudyOptions
    @Argument(help: "Models' names; all that are here if left out.") var names: [String] = []

    func run() throws {
      let locator = try ModelLocator(study: options.url)
      let folders =
        names.isEmpty ? locator.list().compactMap(\.folder) : try names.map { try locator.find($0) }
      var problems = 0
      for folder in folders {
        for verification in try folder.verify() {
          let words: String
          switch verification.result {
          case .matches: words = "as recorded"
          case .unrecorded: words = "there, no hash is recorded"
          case .missing: words = "MISSING"
          case .differs(let expected, let found): words = "DIFFERS: expected \(expected), found \(found)"
          }
          switch verification.result {
          case .matches, .unrecorded: break
          case .missing, .differs: problems += 1
          }
          Console.put("\(folder.name)\t\(verification.path)\t\(words)")
        }
      }
      if problems > 0 {
        Console.say(
          "\(Figures.count(problems, "file")) \(problems == 1 ? "is" : "are") not as recorded; remove what differs "
            + "(models show says where it is) and get the model again with codeframe models pull")
        throw ExitCode(1)
      }
    }
  }
}
