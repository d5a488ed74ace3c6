import ArgumentParser
import ContentCoding
import Reliability
import Workflows

/// `codeframe status`: how the study stands, and what to do next.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say how the study stands, and what to do next.",
    discussion: helpText(
      """
        codeframe status
        codeframe status --json
      """))

  @OptionGroup var options: StudyOptions
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    let status = try StudyStatus(of: options.open())
    if json { return try Console.put(json: status) }
    Console.put("\(status.study)")
    Console.put(
      "\(Figures.count(status.posts, "post")), \(Figures.count(status.media, "picture or video", plural: "pictures and videos"))"
        + (status.unreadable > 0
          ? "; files of \(Figures.count(status.unreadable, "post")) are missing or cannot be read" : ""))
    if !status.samples.isEmpty { Console.put("samples: \(status.samples.joined(separator: ", "))") }
    for features in status.importedFeatures {
      Console.put(
        "\(features.encoder): \(features.dimension) numbers for \(Figures.count(features.posts, "post")), from \(features.source)"
      )
    }
    for extraction in status.extractions {
      let by = extraction.extractor == extraction.name ? "" : " by \(extraction.extractor)"
      let rate = extraction.postsPerSecond.map { ", \(Figures.rate($0)) a second" } ?? ""
      Console.put(
        "extracted: \(extraction.name) of \(Figures.count(extraction.posts, "post"))\(by)\(rate)")
    }
    if !status.coders.isEmpty {
      var table = TextTable([
        ("coder", .left), ("kind", .left), ("coded", .right), ("abstained", .right), ("failed", .right),
        ("", .left),
      ])
      for coder in status.coders {
        table.add([
          coder.name, coder.kind.rawValue, Figures.count(coder.coded), Figures.count(coder.abstained),
          Figures.count(coder.failed),
          coder.isStale == true ? "learned from other codings than there are now" : "",
        ])
      }
      Console.put(table)
    }
    for agreement in status.agreement {
      Console.put(
        "\(agreement.variable): \(StatisticKind.alpha.label) of \(agreement.coders.joined(separator: ", ")) \(agreement.text), "
          + "\(Figures.count(agreement.posts, "post"))")
    }
    for notice in status.notices { Console.put("! \(notice)") }
    Console.put(status.next.text)
  }
}
