import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe replicate`: computes a package's statistics again.
struct ReplicateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replicate",
    abstract: "Compute the statistics of a data package again from its codings, and say where they differ.",
    discussion: helpText(
      """
      Checks the hashes of all files, computes every figure again, and ends with status 1 where anything differs. Nothing of the package
      is run, and no study is needed.

        codeframe replicate appendix
        codeframe replicate appendix --json

      With --posts, a study that has the same pictures (by their SHA-256), the package's coders train and code again in a new study,
      and how far they give the same answers is said. Models are this machine's; coders that ask an endpoint are left out.

        codeframe replicate appendix --posts visitors --into again
      """))

  @Argument(help: "The package: a folder, or a zip of it.", completion: .file()) var package: String
  @Option(
    help: ArgumentHelp("A study that has the posts; its coders code again.", valueName: "study"),
    completion: .directory)
  var posts: String?
  @Option(help: ArgumentHelp("Where the new study goes.", valueName: "dir"), completion: .directory) var into:
    String?
  @Option(help: "Only this coder codes again; may be repeated.") var coder: [String] = []
  @Flag(help: "Print as JSON.") var json = false

  /// The most differences that are listed.
  private static let shown = 20

  func validate() throws {
    if posts == nil, into != nil || !coder.isEmpty {
      throw ValidationError("--into and --coder belong to --posts STUDY, with which coders code again")
    }
  }

  func run() async throws {
    let folder = URL(fileURLWithPath: package, isDirectory: true).standardizedFileURL
    if let posts {
      return try await codeAgain(
        folder, with: URL(fileURLWithPath: posts, isDirectory: true).standardizedFileURL)
    }
    let (isTheSame, json) = (
      try await Interruption.stopping {
        let outcome = try await PackageFolder(at: folder).open {
          try await ReplicatePackage(of: $0).run(for: TerminalListener())
        }
        if self.json { try Console.put(json: outcome) } else { Self.say(outcome) }
        return outcome.isTheSame
      }, json
    )
    if !isTheSame {
      if !json { Console.say("the package does not hold what it says") }
      throw ExitCode(1)
    }
  }

  private static func say(_ outcome: ReplicatePackage.Outcome) {
    for (file, reason) in outcome.changedFiles.sorted(by: { $0.key < $1.key }) {
      Console.put("\(file) \(reason)")
    }
    if !outcome.differences.isEmpty {
      var table = TextTable([("figure", .left), ("in the package", .left), ("computed again", .left)])
      for difference in outcome.differences.prefix(shown) {
        table.add([difference.figure, difference.packaged ?? "-", difference.recomputed ?? "-"])
      }
      Console.put(table)
      let more = outcome.differences.count - shown
      if more > 0 { Console.put("and \(Figures.count(more)) more; --json lists all") }
    }
    Console.put(
      "\(Figures.count(outcome.figures, "figure")) of \(Figures.count(outcome.codings, "coding")) of "
        + "\(Figures.count(outcome.posts, "post")): "
        + (outcome.differences.isEmpty
          ? "all come out the same" : "\(Figures.count(outcome.differences.count)) differ")
        + "; packaged by Codeframe \(outcome.packagedBy), computed again by \(outcome.recomputedBy)")
  }

  private func codeAgain(_ folder: URL, with source: URL) async throws {
    let place = into ?? "\(folder.deletingPathExtension().lastPathComponent)-again"
    let target = URL(fileURLWithPath: place, isDirectory: true).standardizedFileURL
    let (coders, json) = (coder, json)
    try await Interruption.stopping(kept: "the new study is in \(place)") {
      let outcome = try await PackageFolder(at: folder).open { package in
        var again = CodeAgain(package, withPostsOf: source, in: target)
        again.coders = coders
        return try await again.run(for: TerminalListener())
      }
      if json { return try Console.put(json: outcome) }
      for (coder, reason) in outcome.leftOut.sorted(by: { $0.key < $1.key }) {
        Console.say("\(coder) did not code: \(reason)")
      }
      var table = TextTable([
        ("coder", .left), ("variable", .left), ("posts", .right), ("the same", .right), ("figure", .left),
        ("", .right),
      ])
      for row in outcome.rows {
        let figure = row.comparison.betweenCoders.last ?? row.comparison.main
        table.add([
          row.coder, row.variable, Figures.count(row.posts), Figures.count(row.same),
          figure.kind.labelBetweenCoders, Figures.figure(figure.value),
        ])
      }
      Console.put(table)
      Console.say("next: codeframe evaluate -C \(Shell.quoted(place))")
    }
  }
}
