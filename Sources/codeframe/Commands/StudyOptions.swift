import ArgumentParser
import Foundation
import Storage
import Workflows

/// The option that every command about a study takes.
struct StudyOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("study")],
    help: ArgumentHelp("The study's folder; the one from here upwards if left out.", valueName: "dir"))
  var folder: String?

  func validate() throws {
    if folder?.isEmpty == true { throw ValidationError("--study takes a folder, and its name is empty") }
  }

  /// The folder that was named, else the nearest one from here upwards that holds a study.
  var url: URL {
    if let folder { return URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL }
    let here = URL(fileURLWithPath: ".", isDirectory: true).standardizedFileURL
    var place = here
    while !FileManager.default.fileExists(atPath: Study.file(in: place).path) {
      let above = place.deletingLastPathComponent().standardizedFileURL
      if above.path == place.path { return here }
      place = above
    }
    return place
  }

  /// The study, with what its file says.
  func open() throws -> OpenStudy {
    try OpenStudy(at: url, for: TerminalListener())
  }
}

extension StudyOptions {
  /// The study's database alone, for commands that do not need codeframe.yaml.
  func openDatabase() throws -> Study {
    try Study(openingAt: url)
  }
}
