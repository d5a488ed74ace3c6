import ArgumentParser
import Foundation
import Hub
import Inference

/// `codeframe models`: what models there are.
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List, show and verify models.",
    subcommands: [List.self, Show.self, Verify.self])

  /// `codeframe models list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the models that are here and those that the catalogue knows.",
      discussion: """
          codeframe models list
          codeframe models list --json
        """)

    @OptionGroup var options: StudyOptions
    @Flag(help: "Print as JSON.") var json = false

    func run() throws {
      let listings = try ModelShelf(study: options.url).list()
      if json { return try Console.put(json: listings.map(ModelDescription.init)) }
      var table = TextTable([
        ("model", .left), ("status", .left), ("size", .right), ("dimension", .right), ("licence", .left),
        ("precision", .left), ("where", .left),
      ])
      for model in listings.map(ModelDescription.init) {
        table.add([
          model.name, model.status, model.bytes.map { Figures.bytes(Int64($0)) } ?? "-",
          model.dimension.map(String.init) ?? "-", model.licence ?? "-",
          model.precisions.joined(separator: " "),
          model.path ?? model.repository.map { "hub: \($0)" } ?? "-",
        ])
      }
      Console.put(table.text)
    }
  }

  /// `codeframe models show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a model's files, inputs and outputs.",
      discussion: """
          codeframe models show seedling-64
        """)

    @OptionGroup var options: StudyOptions
    @Argument(help: "The model's name.") var name: String
    @Flag(help: "Print as JSON.") var json = false

    func run() throws {
      let shelf = try ModelShelf(study: options.url)
      let folder = try shelf.find(name)
      let description = ModelDescription(ModelListing(name: name, entry: folder.entry, folder: folder))
      if json { return try Console.put(json: description) }
      let facts: [(String, String?)] = [
        ("model", description.name), ("about", folder.entry?.summary), ("where", description.path),
        ("revision", description.revision), ("licence", description.licence),
        ("dimension", description.dimension.map(String.init)),
        ("size", description.bytes.map { Figures.bytes(Int64($0)) }),
      ]
      for (name, fact) in facts { if let fact { Console.put("\(name)\t\(Console.printable(fact))") } }
      for part in folder.parts {
        Console.put(
          "part\t\(part.graph.path) (\(part.precision.rawValue), \(Figures.bytes(Int64(part.size))))")
        let session = try InferenceSession(model: part.graph.url)
        for input in session.inputs { Console.put("  input\t\(input)") }
        for output in session.outputs { Console.put("  output\t\(output)") }
      }
    }
  }

  /// `codeframe models verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Read models again and compare them with their recorded hashes.",
      discussion: """
        Without names, all models that are here are verified. Ends with status 1 when a file differs or is missing.

          codeframe models verify
          codeframe models verify seedling-64
        """)

    @OptionGroup var options: StudyOptions
    @Argument(help: "Models' names; all that are here if left out.") var names: [String] = []

    func run() throws {
      let shelf = try ModelShelf(study: options.url)
      let folders = names.isEmpty ? shelf.list().compactMap(\.folder) : try names.map { try shelf.find($0) }
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
        Console.say("\(Figures.count(problems, "file")) are not as recorded; get the model again")
        throw ExitCode(1)
      }
    }
  }
}

/// A model in words, for tables and JSON.
struct ModelDescription: Encodable {
  let name: String
  let status: String
  let path: String?
  let repository: String?
  let revision: String?
  let licence: String?
  let dimension: Int?
  let bytes: Int?
  let precisions: [String]

  /// Describes one row of the list of models.
  init(_ listing: ModelListing) {
    name = listing.name
    status =
      switch listing.status {
      case .ready: "ready"
      case .incomplete(let missing): "lacks \(missing.joined(separator: " "))"
      case .absent: "not here"
      }
    path = listing.folder?.url.path
    repository = listing.entry?.repository
    revision = listing.folder?.revision
    licence = listing.licence
    dimension = listing.dimension
    bytes = listing.folder?.size
    precisions = listing.folder?.precisions.map(\.rawValue) ?? []
  }
}
