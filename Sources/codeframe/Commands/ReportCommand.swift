import ArgumentParser
import Foundation

/// `codeframe report`: the study on one page.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the study as one self-contained HTML page.")

  @OptionGroup var options: StudyOptions

  func run() async throws {
    throw UserError("the report is being built")
  }
}
