import ArgumentParser
import Workflows

/// `codeframe cite`: a methods paragraph and what to cite.
struct CiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", abstract: "Write a methods paragraph for a paper, and BibTeX of methods and models.",
    discussion: helpText(
      """
      Who coded what, on how many posts, with which agreement; which coders were held against which gold, how well they did and
      with which models and revisions. Every number is one that agreement or evaluate prints.

        codeframe cite
        codeframe cite --bibtex > references.bib
      """))

  @OptionGroup var options: StudyOptions
  @Flag(help: "Print the BibTeX entries alone.") var bibtex = false
  @Flag(help: "Print as JSON.") var json = false

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let found = try await Cite().run(in: open)
      if json { return try Console.put(json: found) }
      if !bibtex { Console.put(found.methods + "\n") }
      Console.put(found.bibliography)
    }
  }
}
