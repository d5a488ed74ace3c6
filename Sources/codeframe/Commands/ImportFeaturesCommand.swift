import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe import features`.
struct ImportFeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Import embeddings, or tables of numbers, that another program made.",
    discussion: helpText(
      """
      A NumPy array (.npy) with a row a post, and a table that says which: the one beside it of the same name with the ending .csv, or
      --ids. Or a table with a column of ids and columns of numbers, such as labels with their scores, or a column that holds a list of
      numbers. Several rows of a post, one for each picture, are averaged. Importing a set again replaces it; codeframe status lists the sets.

      Coders name it as their encoder, and so do all commands that take one:

        codeframe import features clip.npy
        codeframe import features labels.csv --name vision --empty-is-zero
        codeframe cluster imported:clip -k 8

        coders:
          - name: by-clip
            kind: probe
            encoder: imported:clip
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "A .npy array, or a CSV, TSV or JSON Lines table.", completion: .file()) var file: String?
  @Option(help: "What the features are called; the file's name if left out.") var name: String?
  @Option(help: "The table that says of which post each row of an array is.", completion: .file()) var ids:
    String?
  @Option(help: "The column of the posts' ids.") var id: String?
  @Option(
    help: ArgumentHelp(
      "A column of numbers; may be repeated. All that hold numbers alone if left out.", valueName: "column"))
  var column: [String] = []
  @Flag(help: "Count an empty cell as 0.") var emptyIsZero = false
  @Option(help: ArgumentHelp("Remove the features of this name.", valueName: "name")) var remove: String?
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if (file == nil) == (remove == nil) { throw ValidationError("name a file, or --remove NAME") }
  }

  func run() async throws {
    let open = try options.open()
    if let remove {
      guard try open.study.removeFeatures(remove) else {
        throw UserError("the study has no imported features \(remove)")
      }
      return Console.say("removed \(remove); coders that name it cannot code until it is imported again")
    }
    guard let file else { return }
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    var request = ImportFeatures(path: file, as: name ?? stem)
    request.options.ids = ids
    request.options.id = id
    request.options.columns = column
    request.options.countsEmptyAsZero = emptyIsZero
    let work = request
    try await Interruption.stopping { [json] in
      let outcome = try work.run(in: open)
      if json { return try Console.put(json: outcome) }
      if !outcome.leftOut.isEmpty {
        Console.say(
          "left out the columns \(outcome.leftOut.prefix(20).joined(separator: ", ")), which hold no numbers")
      }
      let rest = [
        (outcome.averaged, "averaged with", "further row", "further rows"),
        (outcome.empty, "left out", "row without numbers", "rows without numbers"),
        (outcome.unknown, "left out", "row of another id", "rows of other ids"),
        (outcome.without, "none for", "post", "posts"),
      ].filter { $0.0 > 0 }.map { "; \($0.1) \(Figures.count($0.0, $0.2, plural: $0.3))" }.joined()
      Console.say(
        "\(outcome.dimension) numbers for \(Figures.count(outcome.posts, "post"))\(rest)\n"
          + "next: name it at a coder as `encoder: \(outcome.encoder)`")
    }
  }
}
