import ArgumentParser
import Foundation
import Interchange
import Storage

/// `codeframe init`: makes a study.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a study in a folder.",
    discussion: helpText(
      """
      Writes codeframe.yaml from a template and an empty study.sqlite. Nothing that is there is overwritten.

        codeframe init visitors --template ces
        codeframe init --templates
      """))

  @Argument(help: "The folder; made where there is none.") var folder = "."
  @Option(help: "The codebook to start from; see --templates.") var template = "blank"
  @Flag(help: "List the templates and end.") var templates = false

  func run() throws {
    let available = try Template.all()
    if templates {
      for template in available { Console.put(template.name) }
      return
    }
    guard let chosen = available.first(where: { $0.name == template }) else {
      throw UserError(
        "there is no template \(template); there are \(available.map(\.name).joined(separator: ", "))")
    }
    let folder = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
    let file = folder.appending(path: StudyFile.name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if FileManager.default.fileExists(atPath: file.path) {
      // A study file that is already there is the researcher's: check it, keep it.
      _ = try StudyFile.read(at: folder)
      Console.say("kept \(file.path)")
    } else {
      try Data(contentsOf: chosen.file).write(to: file, options: .withoutOverwriting)
      Console.say("wrote \(file.path) from the template \(chosen.name)")
    }
    try Study.create(at: folder).close()
    Console.say("the study is ready; next: cd \(Shell.quoted(folder.path)) && codeframe import posts FILE")
  }
}

/// The codebooks that come with the program.
struct Template {
  let name: String
  let file: URL

  /// All templates, by name.
  static func all() throws -> [Template] {
    try FileManager.default.contentsOfDirectory(
      at: Installation.folder("Codebooks"), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "yaml" }
    .map { Template(name: $0.deletingPathExtension().lastPathComponent, file: $0) }
    .sorted { $0.name < $1.name }
  }
}

/// Words for a shell.
enum Shell {
  /// `text` as one word: as it is where it holds letters, digits and harmless signs alone, else in single quotes.
  static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "/._-+,:@%".unicodeScalars.contains($0)
      }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
