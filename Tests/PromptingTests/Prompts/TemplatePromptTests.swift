import ContentCoding
import Foundation
import StudyFile
import Testing

@testable import Prompting

/// The prompts that the templates of `Codebooks/` give.
struct TemplatePromptTests {
  private static let folder: URL? = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let codebooks = folder.appending(path: "Codebooks")
      if FileManager.default.fileExists(atPath: codebooks.appending(path: "ces.yaml").path) {
        return codebooks
      }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }()

  private static func prompt(_ template: String, _ design: PromptDesign) throws -> (
    variables: [Variable], system: String, request: ChatRequest
  ) {
    let folder = try #require(folder)
    let text = try String(contentsOf: folder.appending(path: "\(template).yaml"), encoding: .utf8)
    let study = try StudyFile.parse(text)
    var parameters = Sample.parameters
    parameters.prompt = design
    let composer = PromptComposer(variables: study.codebook.variables, parameters: parameters)
    let request = composer.question(
      about: PostMaterial(Post(id: "1", text: "Hello"), uses: parameters.uses))
    guard case .text(let system)? = request.messages.first?.parts.first else { return ([], "", request) }
    return (study.codebook.variables, system, request)
  }

  private static let templates = ["ces", "visual-frames", "image-types", "us-politics", "protest"]

  @Test(arguments: templates)
  func theExtendedPromptHoldsEveryDefinition(template: String) throws {
    let (variables, system, _) = try Self.prompt(template, .extended)
    #expect(!variables.isEmpty)
    for variable in variables {
      #expect(system.contains("\n`\(variable.name)` ("))
      #expect(system.contains(Self.line(variable.definition)))
      for category in variable.categories {
        #expect(system.contains("\n- \(category.name): \(Self.line(category.definition))\n"))
      }
    }
  }

  @Test(arguments: templates)
  func theSimplePromptHoldsNamesAlone(template: String) throws {
    let (variables, system, _) = try Self.prompt(template, .simple)
    for variable in variables {
      #expect(system.contains("\n`\(variable.name)` ("))
      #expect(!system.contains(Self.line(variable.definition)))
      for category in variable.categories {
        #expect(system.contains(category.name))
        #expect(!system.contains(Self.line(category.definition)))
      }
    }
  }

  @Test(arguments: templates)
  func theSchemaIsJSONWithEveryVariable(template: String) throws {
    let (variables, _, request) = try Self.prompt(template, .extended)
    let json = try #require(request.schema?.json)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let properties = try #require(object["properties"] as? [String: [String: Any]])
    #expect(Set(object["required"] as? [String] ?? []) == Set(properties.keys))
    for variable in variables {
      let property = try #require(properties[variable.name])
      if variable.type == .category {
        let choices = (property["enum"] as? [Any] ?? []).compactMap { $0 as? String }
        #expect(choices == variable.labels)
      }
    }
  }

  @Test func theCESPromptBeginsLikeThis() throws {
    let (_, system, _) = try Self.prompt("ces", .simple)
    #expect(
      system.contains(
        """
        The codebook:

        `ces` (one category): Cultural-Religious, Fauna-Flora, Gastronomy, Landscape-Nature, Sports, Urban-Rural, Not relevant

        Answer with one JSON object
        """))
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
