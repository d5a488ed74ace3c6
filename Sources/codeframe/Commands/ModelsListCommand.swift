import ArgumentParser
import ContentCoding
import Foundation
import Hub
import Workflows

extension ModelsCommand {
  /// `codeframe models list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the models that are here and those that the catalogue knows.",
      discussion: helpText(
        """
          codeframe models list
          codeframe models list --json
        """))

    @OptionGroup var options: StudyOptions
    @Flag(help: "Print as JSON.") var json = false

    func run() throws {
      let models =
        try ModelLocator(study: options.url).list().map(ModelDescription.init) + [
          ModelDescription.hashedTerms
        ]
      if json { return try Console.put(json: models) }
      var table = TextTable([
        ("model", .left), ("status", .left), ("size", .right), ("dimension", .right), ("licence", .left),
        ("precision", .left), ("where", .left),
      ])
      for model in models {
        table.add([
          model.name, model.status, model.bytes.map { Figures.bytes(Int64($0)) } ?? "-",
          model.dimension.map(String.init) ?? "-", model.licence ?? "-",
          model.precisions.joined(separator: " "),
          model.path ?? model.repository.map { "hub: \($0)" }
            ?? (model.bytes == nil ? "-" : "in the program"),
        ])
      }
      Console.put(table)
    }
  }
}
