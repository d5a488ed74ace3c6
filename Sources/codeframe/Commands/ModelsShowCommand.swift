import ArgumentParser
import ContentCoding
import Foundation
import Hub
import Inference
import Workflows

extension ModelsCommand {
  /// `codeframe models show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show a model's files, inputs and outputs.",
      discussion: helpText(
        """
          codeframe models show seedling-64
        """))

    @OptionGroup var options: StudyOptions
    @Argument(help: "The model's name.") var name: String
    @Flag(help: "Print as JSON.") var json = false

    func run() throws {
      let locator = try ModelLocator(study: options.url)
      let folder = try locator.find(name)
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
        let session = try InferenceSession(model: part.graph.place)
        for input in session.inputs { Console.put("  input\t\(input)") }
        for output in session.outputs { Console.put("  output\t\(output)") }
      }
    }
  }
}
