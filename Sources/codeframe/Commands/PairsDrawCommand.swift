import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe pairs draw`, or for short `codeframe pairs`.
struct PairsDrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw random pairs of posts within and between clusters.",
    discussion: helpText(
      """
      Within: every pair of posts that share a cluster has the same chance. Between: every pair of posts of two clusters.
      Of posts marked as duplicates only the kept one takes part. The seed is the study's.

        codeframe pairs 100 --name check
        codeframe pairs 60 --name inside --clustering places --within 1
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "How many pairs.") var count: Int
  @Option(help: "The name of the pairs.") var name: String
  @Option(help: "The clustering; the study's only one if left out.", completion: NameCompletion.clusterings)
  var clustering: String?
  @Option(help: "The share of pairs within clusters, from 0 to 1.") var within = 0.5
  @Flag(help: "Pair all posts of marked groups of duplicates.") var withDuplicates = false
  @Option(help: "The seed; the study's if left out.") var seed: UInt64?
  @Flag(help: "Replace pairs of the same name and what people said of them.") var replace = false
  @Flag(help: "Print the pairs as JSON.") var json = false

  func validate() throws {
    if count < 1 { throw ValidationError("ask for 1 pair or more") }
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("--name takes a name") }
    guard within >= 0, within <= 1 else {
      throw ValidationError("--within takes a number from 0 to 1, such as 0.5")
    }
  }

  func run() throws {
    var draw = DrawPairs(count, name: name)
    draw.clustering = clustering
    draw.within = within
    draw.withDuplicates = withDuplicates
    draw.seed = seed
    draw.replaces = replace
    let sample = try draw.run(in: options.open())
    if json { try Console.put(json: sample) }
    Console.say("\(name): \(sample.design)")
    Console.say("for two people: codeframe pairs export \(name) -o anna.csv --coder anna")
  }
}
