import ArgumentParser
import ContentCoding
import Foundation
import Pages
import Storage
import Workflows

/// `codeframe report`: the study on one page.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the study as one self-contained HTML page.",
    discussion: helpText(
      """
      The page shows the study, its runs, every coder's figures and confusion matrix, and pictures: a sample of each
      category, the least certain, the disagreements with gold. It holds small copies of pictures and captions, so mind
      who you give it to; --no-pictures leaves the pictures out. Pictures of sensitive variables are blurred until asked
      for.

      With --clusters the page shows a clustering instead: contact sheets, sizes, cohesion and words of its clusters. With
      --map it shows every post as a dot where UMAP puts it, to zoom and search; colours are clusters, codings or counts.

        codeframe report -o report.html
        codeframe report -o report.html --no-pictures
        codeframe report --clusters -o clusters.html
        codeframe report --clusters --clustering seedling-64-kmeans --sheets sheets -o clusters.html
        codeframe report --map -o map.html
        codeframe report --map --encoder hashed-terms-1024 --uses caption -o captions.html
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @OptionGroup(title: "Options for maps") var encoding: EncoderOptions
  @Option(
    name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The file.", valueName: "file"))
  var file: String
  @Flag(name: .customLong("no-pictures"), help: "Leave the pictures out.") var leavesPicturesOut = false
  @Flag(help: "Show the clusters of a clustering.") var clusters = false
  @Option(
    help: "With --clusters, which clustering; the one made last if left out.",
    completion: NameCompletion.clusterings) var clustering: String?
  @Option(
    help: ArgumentHelp(
      "With --clusters, a folder for a contact sheet of each cluster, as JPEG.", valueName: "folder"))
  var sheets: String?
  @Flag(help: "Show every post on a map.") var map = false
  @Option(
    help:
      "With --map, the encoder's name; that of the clustering made last, or else of the first coder which embeds."
  )
  var encoder: String?

  func validate() throws {
    if clusters, map {
      throw ValidationError("--clusters and --map are two pages: write one after the other")
    }
    if clustering != nil || sheets != nil, !clusters {
      throw ValidationError("--clustering and --sheets go with --clusters")
    }
    if encoder != nil, !map { throw ValidationError("--encoder goes with --map") }
  }

  func run() async throws {
    let open = try options.open()
    let question = encoding.question(encoder)
    try await Interruption.stopping {
      if map {
        let page = MapPage(
          try await MapBuilder(
            open: open, encoder: question, provider: machine.provider, showsPictures: !leavesPicturesOut
          ).content(at: Date()))
        try write { page.write(to: &$0) }
      } else if clusters {
        let builder = try ClustersPageBuilder(
          open: open, named: clustering, showsPictures: !leavesPicturesOut)
        let page = ClustersPage(try await builder.content(at: Date()))
        try write { page.write(to: &$0) }
        if let sheets { try await builder.writeSheets(to: URL(fileURLWithPath: sheets, isDirectory: true)) }
      } else {
        let page = HTMLReport(
          try await ReportBuilder(open: open, showsPictures: !leavesPicturesOut).content(at: Date()))
        try write { page.write(to: &$0) }
      }
    }
  }

  private func write(_ body: (inout PageWriter) -> Void) throws {
    let output = try DataOutput(path: file)
    var page = PageWriter(output: output)
    body(&page)
    try page.finish()
    Console.say("wrote \(file)")
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
