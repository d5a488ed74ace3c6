import ArgumentParser
import Foundation

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
