import ArgumentParser
import Foundation
import Storage

/// The option that every command about a study takes.
struct StudyOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("study")],
    help: ArgumentHelp("The study's folder.", valueName: "dir"))
  var folder = "."

  var url: URL { URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL }

  /// The study, with what its file says.
  func open() throws -> OpenStudy {
    try OpenStudy(at: url)
  }
}

extension StudyOptions {
  /// The study's database alone, for commands that do not need codeframe.yaml.
  func openDatabase() throws -> Study {
    try Study(openingAt: url)
  }
}
