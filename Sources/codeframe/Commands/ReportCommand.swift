import ArgumentParser
import Foundation
import Interchange

/// `codeframe report`: the study on one page.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the study as one self-contained HTML page.",
    discussion: """
      The page shows the study, its runs, every coder's figures and confusion matrix, and pictures: a sample of each
      category, the least certain, the disagreements with gold. It holds small copies of pictures and captions, so mind
      who you give it to; --no-pictures leaves the pictures out. Pictures of sensitive variables are blurred until asked
      for.

        codeframe report -o report.html
        codeframe report -o report.html --no-pictures
      """)

  @OptionGroup var options: StudyOptions
  @Option(
    name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The file.", valueName: "file"))
  var file: String
  @Flag(name: .customLong("no-pictures"), help: "Leave the pictures out.") var leavesPicturesOut = false

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let content = try await ReportDesk(open: open, showsPictures: !leavesPicturesOut).content(at: Date())
      let output = try DataOutput(path: file)
      var page = PageWriter(output: output)
      HTMLReport(content).write(to: &page)
      try page.finish()
      Console.say("wrote \(file)")
    }
  }
}

/// Writes a page's pieces to a file and keeps the first error, which `TextOutputStream` cannot throw.
private struct PageWriter: TextOutputStream {
  let output: DataOutput
  private var failure: (any Error)?

  init(output: DataOutput) {
    self.output = output
  }

  mutating func write(_ string: String) {
    guard failure == nil else { return }
    do { try output.write(Array(string.utf8)) } catch { failure = error }
  }

  func finish() throws {
    if let failure { throw failure }
    try output.finish()
  }
}
