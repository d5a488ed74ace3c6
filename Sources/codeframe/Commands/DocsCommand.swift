import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe docs`: the documentation, offline.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Show a page of the documentation, which comes with the program.",
    discussion: helpText(
      """
        codeframe docs
        codeframe docs codebook
        codeframe docs systems/recvis
      """))

  @Argument(
    help: "The page; the list of pages if left out.", completion: .custom { _, _, _ in (try? pages()) ?? [] })
  var page: String?

  func run() throws {
    let folder = try Installation.folder("docs")
    let pages = try Self.pages()
    let name = page ?? "index"
    guard pages.contains(name) else {
      let near = NearName.nearest(to: name, among: pages)
      throw UserError(
        "there is no page \(name)\(near.map { "; did you mean \($0)?" } ?? ""); codeframe docs lists them all"
      )
    }
    Console.put(try String(contentsOf: folder.appending(path: "\(name).md"), encoding: .utf8))
    if page == nil { Console.say("codeframe docs PAGE shows one: \(pages.joined(separator: ", "))") }
  }

  /// The names of all pages, without their ending.
  private static func pages() throws -> [String] {
    let folder = try Installation.folder("docs")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(".md".count)) }.sorted()
  }
}
