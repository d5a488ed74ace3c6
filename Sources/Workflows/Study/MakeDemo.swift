import ContentCoding
import Foundation
import Pages

/// Makes the sample study, which comes with the program, and does the main job on it: from pictures to a report.
package struct MakeDemo: Sendable {
  /// The folder; it is made, and may not be there with anything in it.
  package let folder: URL

  /// The sample study in `folder`.
  package init(in folder: URL) {
    self.folder = folder
  }

  /// What came of it.
  package struct Outcome: Sendable {
    package let open: OpenStudy
    package let comparisons: [Comparison]
    package let report: URL
  }

  /// - Throws: ``UserError`` where the folder holds something already.
  package func run(for listener: any WorkflowListener) async throws -> Outcome {
    let files = FileManager.default
    if let names = try? files.contentsOfDirectory(atPath: folder.path), !names.isEmpty {
      throw UserError("\(folder.path) is not empty; name a new folder for the sample study")
    }
    let sample = try Installation.folder("Demo")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["images", "posts.csv", "gold.csv", "codings-anna.csv", "codings-ben.csv"] {
      try files.copyItem(at: sample.appending(path: name), to: folder.appending(path: name))
    }
    let file = StudyTemplate(name: "demo", file: sample.appending(path: "codeframe.yaml"))
    try CreateStudy(in: folder, from: file).run(for: listener)
    let open = try OpenStudy(at: folder, for: listener)
    _ = try ImportPosts(path: folder.appending(path: "posts.csv").path).run(in: open)
    for table in ["codings-anna.csv", "codings-ben.csv", "gold.csv"] {
      _ = try ImportCodings(path: folder.appending(path: table).path).run(in: open)
    }
    let trained = try await Train(coder: "probe").run(in: open)
    for coder in ["probe", "probe-knn", "words", "both"] { _ = try await Code(coder: coder).run(in: open) }
    let report = folder.appending(path: "report.html")
    var page = ""
    HTMLReport(try await ReportBuilder(open: open, showsPictures: true).content(at: Date())).write(to: &page)
    try Data(page.utf8).write(to: report, options: .atomic)
    return Outcome(open: open, comparisons: trained.comparisons, report: report)
  }
}
