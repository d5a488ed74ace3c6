import ArgumentParser
import ContentCoding
import Storage

/// `codeframe sample show`.
struct SampleShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a sample: its posts with their chances, and who has coded how many of them.")

  @OptionGroup var options: StudyOptions
  @Argument(help: "The sample's name.") var name: String
  @Flag(help: "Print as JSON.") var json = false

  private struct Document: Encodable {
    let name: String
    let design: String
    let isPurposive: Bool
    let seed: UInt64?
    let posts: [DrawnPost]
    let codedBy: [String: Int]
  }

  func run() throws {
    let open = try options.open()
    _ = try open.existingSample(name)
    guard let sample = try open.study.sample(name) else { return }
    let coded = try codedPosts(in: open.study)
    let posts = sample.probabilities.sorted { $0.key < $1.key }.map { id, probability in
      DrawnPost(id: id, probability: probability, stratum: sample.strata[id])
    }
    if json {
      return try Console.put(
        json: Document(
          name: sample.name, design: sample.design, isPurposive: sample.isPurposive, seed: sample.seed,
          posts: posts, codedBy: coded))
    }
    var table = TextTable([("post", .left), ("stratum", .left), ("chance", .right)])
    for post in posts {
      table.add([
        post.id, post.stratum ?? "", post.probability.map { Figures.decimal($0, places: 4) } ?? "unknown",
      ])
    }
    Console.put(table)
    Console.say("\(sample.name): \(sample.design)")
    Console.say(sample.standing())
    for (coder, count) in coded.sorted(by: { $0.key < $1.key }) {
      Console.say("\(coder) has coded \(Figures.count(count)) of \(Figures.count(posts.count, "post"))")
    }
  }

  /// How many posts of the sample each coder has coded.
  private func codedPosts(in study: Study) throws -> [String: Int] {
    var coded: [String: Int] = [:]
    for coder in try study.coders().map(\.identity.name) {
      var posts: Set<String> = []
      try study.forEachCurrentCoding(coder: coder, in: .sample(name)) { record in
        if record.coding.answer.status == .coded { posts.insert(record.coding.postID) }
      }
      if !posts.isEmpty { coded[coder] = posts.count }
    }
    return coded
  }
}
