import ArgumentParser
import ContentCoding
import Foundation
import Interchange
import Storage

/// `codeframe pairs export`.
struct PairsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write pairs as a table for one person to judge.",
    discussion: helpText(
      """
      The table tells nothing of clusters. The person fills the column belong with yes or no. --coder shuffles the rows for
      that person, so that two people do not meet the pairs in the same order. codeframe export sheet --pairs NAME makes a
      page with the pictures.

        codeframe pairs export check -o anna.csv --coder anna
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The name of the pairs.") var name: String
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The CSV file; standard output if left out.", valueName: "file"))
  var file: String?
  @Option(help: "The person whose order it is; the order of the pairs' numbers if left out.") var coder:
    String?

  func run() throws {
    let open = try options.open()
    let sample = try open.existingPairs(name)
    let posts = try open.study.posts(withIDs: Set(sample.pairs.flatMap { [$0.first, $0.second] }).sorted())
    let cells = Dictionary(
      posts.map { post in
        let pictures = post.media.map { open.study.absolutePath(of: $0) }
        return (post.id, PairTable.Cells(id: post.id, caption: post.text, pictures: pictures))
      }, uniquingKeysWith: { first, _ in first })
    let output = try DataOutput(path: file)
    let table = try TableWriter(columns: PairTable.columns, to: output.write)
    for pair in sample.pairs(inOrderOf: coder, seed: open.configuration.seed) {
      guard let first = cells[pair.first], let second = cells[pair.second] else { continue }
      try table.write(PairTable.row(number: pair.number, first: first, second: second))
    }
    try table.finish()
    try output.finish()
    Console.say("wrote \(Figures.count(sample.pairs.count, "pair"))\(file.map { " to \($0)" } ?? "")")
  }
}

extension PairSample {
  /// The pairs as they are shown to `coder`: in an order of the person's own, or by number where nobody is named.
  func pairs(inOrderOf coder: String?, seed: UInt64) -> [PostPair] {
    guard let coder else { return pairs }
    let order = DrawOrder(seed: seed, purpose: "pairs \(name) for \(coder)")
    let places = order.sorted(pairs.map { String($0.number) })
    let byNumber = Dictionary(pairs.map { (String($0.number), $0) }, uniquingKeysWith: { first, _ in first })
    return places.compactMap { byNumber[$0] }
  }
}
