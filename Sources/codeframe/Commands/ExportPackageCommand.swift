import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe export package`.
struct ExportPackageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "package",
    abstract: "Write a data package for a paper's appendix: codings, codebook, statistics, how it was done.",
    discussion: helpText(
      """
      The folder holds tables with codings, posts, samples and splits, the codebook, the runs, the statistics, a methods paragraph, a README,
      hashes, and a Frictionless datapackage.json. Texts and pictures stay here. Posts, accounts and people have pseudonyms; --ids keeps
      the ids of posts and accounts. Who holds the same pictures can tell which post is which by their SHA-256, and let the coders
      code again; --no-hashes leaves the hashes out.

      codeframe replicate computes the statistics again from the package's codings.

        codeframe export package appendix
        codeframe replicate appendix
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The folder; empty, or not there yet.", completion: .directory) var folder: String
  @Flag(help: "Keep the ids of posts and accounts.") var ids = false
  @Flag(help: "Leave the SHA-256 of pictures out.") var noHashes = false

  func run() async throws {
    let open = try options.open()
    var export = ExportPackage(to: URL(fileURLWithPath: folder).standardizedFileURL)
    export.keepsIDs = ids
    export.leavesOutHashes = noHashes
    let work = export
    try await Interruption.stopping {
      let outcome = try await work.run(in: open)
      let rest =
        (outcome.leftOut > 0
          ? "; left out \(Figures.count(outcome.leftOut, "coding")) of answers that the codebook does not offer"
          : "")
        + (outcome.unread > 0
          ? "; no hash of \(Figures.count(outcome.unread, "picture")) that cannot be read" : "")
      Console.say(
        "wrote \(Figures.count(outcome.codings, "coding")) of \(Figures.count(outcome.posts, "post")) and "
          + "\(Figures.count(outcome.figures, "figure")) to \(folder)\(rest)")
      if !outcome.isTheSame {
        Console.say(
          "the packaged codings give other figures than the study, since codings were left out; codeframe codebook diff says what the "
            + "codebook lost")
      }
      Console.say("next: codeframe replicate \(Shell.quoted(folder))")
    }
  }
}
