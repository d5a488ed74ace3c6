import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders
import Storage
import Workflows

extension SimilarSearch.Subject: ExpressibleByArgument {}

/// `codeframe similar`: lists the posts nearest to something.
struct SimilarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar", abstract: "List the posts that are most like a post, a picture file or a text.",
    discussion: helpText(
      """
      What is looked for is a post's id, else the path of a picture file, else words; --as says which where it could
      be two. Every post is compared: the list is exact. The cosine is 1 for the same direction in the encoder's space;
      what counts as alike differs from encoder to encoder. Words need an encoder of pictures and text, or --uses caption;
      where there is none, they are compared with the labels that a classifier gives to pictures.

        codeframe similar post-17
        codeframe similar ~/pictures/lake.jpg -n 20 --encoder facebook/dinov2-small
        codeframe similar "people with banners" --encoder openai/clip-vit-base-patch32
        codeframe similar "a dog" --encoder efficientnet-lite0+sentence-transformers/all-MiniLM-L6-v2
        codeframe similar post-17 --uses caption --encoder sentence-transformers/all-MiniLM-L6-v2
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @OptionGroup var encoding: EncoderOptions
  @Argument(help: "A post's id, a picture file, or words.") var query: String
  @Option(
    help:
      "The encoder's name; that of the first coder in codeframe.yaml which embeds the same part if left out.")
  var encoder: String?
  @Option(name: [.customShort("n"), .long], help: "How many posts are listed.") var count = 10
  @Option(name: .customLong("as"), help: "What is looked for: post, file or text.") var kind:
    SimilarSearch.Subject?
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if count < 1 { throw ValidationError("-n takes a whole number from 1") }
  }

  func run() async throws {
    let open = try options.open()
    try await Interruption.stopping {
      let search = try SimilarSearch(
        open: open, question: encoding.question(encoder), provider: machine.provider)
      let found = try await search.nearest(count, to: query, as: kind)
      if json { return try Console.put(json: found.matches) }
      let texts = Dictionary(
        try open.study.posts(withIDs: found.matches.map(\.post)).map { ($0.id, $0.text) },
        uniquingKeysWith: { first, _ in first })
      var table = TextTable([("cosine", .right), ("post", .left), ("picture", .left), ("text", .left)])
      for match in found.matches {
        let text = texts[match.post].map { $0.count > 60 ? "\($0.prefix(60))…" : $0 } ?? ""
        table.add([
          Figures.decimal(match.cosine, places: 3), Console.printable(match.post),
          Console.printable(match.media ?? "-"),
          Console.printable(text.split(whereSeparator: \.isNewline).joined(separator: " ")),
        ])
      }
      Console.put(table)
      Console.say(
        "compared with \(Figures.count(found.compared, "post")) in the space of \(found.encoder.name)")
    }
  }
}
