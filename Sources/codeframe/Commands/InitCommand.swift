import ArgumentParser
import Foundation
import Workflows

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

  func validate() throws {
    if folder.isEmpty {
      throw ValidationError("the folder's name is empty; leave it out for the current one")
    }
  }

  func run() throws {
    if templates {
      for template in try StudyTemplate.all() { Console.put(template.name) }
      return
    }
    let folder = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
    try CreateStudy(in: folder, template: template).run(for: TerminalListener())
    Console.say("the study is ready; next: cd \(Shell.quoted(folder.path)) && codeframe import posts FILE")
  }
}
