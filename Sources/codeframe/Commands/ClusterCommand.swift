import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders
import Reliability
import Storage
import Workflows

/// `codeframe cluster`: finds posts that lie together, without labels.
struct ClusterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster", abstract: "Find clusters of posts that lie together in an encoder's space.",
    discussion: helpText(
      """
      Posts are clustered by their L2-normalised embeddings, or by principal components or UMAP coordinates of these. The
      clustering is kept under its name: which post lies in which cluster, how far from its centre, and its silhouette. The
      same posts, options and seed give the same clusters, whatever order the posts came in. Where gold has coded posts,
      the clusters are compared with it.

        codeframe cluster -k 12
        codeframe cluster seedling-64 -k 5-30 --stability 10
        codeframe cluster facebook/dinov2-small --method hdbscan --minimum-size 15
        codeframe cluster sentence-transformers/all-MiniLM-L6-v2 --uses caption --reduce umap -k 20
        codeframe cluster --list
        codeframe report --clusters -o clusters.html

      A coder of kind `cluster` in codeframe.yaml clusters likewise, and gives each cluster one of the codebook's categories.
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @OptionGroup var encoding: EncoderOptions
  @OptionGroup(title: "Options for the method") var method: ClusterOptions
  @Argument(
    help:
      "The encoder's name; that of the first coder in codeframe.yaml which embeds the same part if left out.")
  var encoder: String?
  @Option(help: "What the clustering is called; ENCODER-METHOD if left out.") var name: String?
  @Option(help: "Cluster only the posts of this sample.", completion: NameCompletion.samples) var sample:
    String?
  @Option(help: "From which chance derives; the study's seed if left out.") var seed: UInt64?
  @Option(help: "Cluster so many resamples of 80 % too, and say how much they agree.") var stability = 0
  @Flag(help: "List the stored clusterings, and end.") var list = false
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if !(0...1000).contains(stability) {
      throw ValidationError("--stability takes a whole number from 0 to 1000")
    }
  }

  func run() async throws {
    let open = try options.open()
    if list { return try listing(of: open) }
    var cluster = Cluster(
      encoder: encoding.question(encoder), method: method.chosen, reduction: method.reduction,
      provider: machine.provider)
    cluster.name = name
    cluster.sample = sample
    cluster.seed = seed
    cluster.resamples = stability
    try await Interruption.stopping { [cluster] in
      let summary = try await cluster.run(in: open)
      if json { try Console.put(json: summary) } else { Console.put(summary.text) }
      Console.say(
        "kept as \(summary.name); codeframe report --clusters --clustering \(summary.name) -o clusters.html shows its "
          + "pictures and words")
    }
  }

  private func listing(of open: OpenStudy) throws {
    let summaries = try open.clusterings()
    if json { return try Console.put(json: summaries) }
    guard !summaries.isEmpty else {
      return Console.say("the study has no clustering yet: codeframe cluster seedling-64 -k 12")
    }
    var table = TextTable([
      ("name", .left), ("encoder", .left), ("method", .left), ("clusters", .right), ("posts", .right),
      (StatisticKind.silhouette.label, .right), ("made", .left),
    ])
    for summary in summaries {
      table.add([
        Console.printable(summary.name), Console.printable(summary.encoder), summary.method,
        Figures.count(summary.clusters.count), Figures.count(summary.posts),
        summary.figures.silhouette.map { Figures.decimal($0, places: 3) } ?? "undefined",
        summary.madeAt.formatted(.iso8601),
      ])
    }
    Console.put(table)
  }
}
