import ArgumentParser
import ContentCoding
import Storage
import Workflows

extension DrawToTeach.Strategy: ExpressibleByArgument {}

/// `codeframe assign`: who codes which posts.
struct AssignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Deal the posts of a sample out to people.",
    discussion: helpText(
      """
      Each person codes their part in `codeframe serve`, in a random order of their own. A share of the posts is given to
      two people, pairs taking turns, so that agreement can be measured; the rest to one. With --retest people are given
      posts of their own again, and what they say then is kept as `anna (retest)`.

      With --by posts are drawn first that teach a coder most, of those that no person has coded: `uncertain`, the least sure
      of the coder; `diverse`, far from each other; `cluster`, as many of each. A share of them is drawn at random and kept
      as a sample of its own besides, for figures on chosen posts speak of these alone.

        codeframe assign --sample main --to anna,ben --overlap 0.2
        codeframe assign --sample main --to anna --retest 30
        codeframe assign --by uncertain --coder probe --posts 50 --to anna
        codeframe assign
      """))

  @OptionGroup var options: StudyOptions
  @Option(
    help: "The sample; with --by what it is called. Without both, who has been assigned what is listed.",
    completion: NameCompletion.samples)
  var sample: String?
  @Option(help: "Draw posts that teach a coder most: uncertain, diverse or cluster.") var by:
    DrawToTeach.Strategy?
  @Option(
    help: "With --by, the coder that is taught; the first that learns if left out.",
    completion: NameCompletion.coders) var coder: String?
  @Option(help: "With --by, how many posts are drawn.") var posts = 50
  @Option(help: "With --by, the share of them that is drawn at random, 0 to 1.") var random = 0.2
  @Option(help: "Who codes: names with commas between them.") var to: NameList?
  @Option(help: "The share of the posts that two people code, 0 to 1.") var overlap = 0.2
  @Option(help: "Give each person so many posts that they coded again.") var retest: Int?
  @Flag(help: "Replace assignments of the same people and sample; codings stay.") var replace = false
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    if by == nil, coder != nil { throw ValidationError("--coder goes with --by") }
    if by != nil, retest != nil {
      throw ValidationError("--by draws new posts, --retest gives old ones again")
    }
  }

  func run() async throws {
    let open = try options.open()
    let assignments: [AssignmentProgress]
    let drawn = try await drawn(in: open)
    if let sample = drawn ?? sample {
      var assign = Assign(sample, to: to?.names ?? [])
      assign.overlap = overlap
      assign.retest = retest
      assign.replaces = replace
      assignments = try assign.run(in: open)
    } else {
      assignments = try open.study.assignments()
    }
    if json { return try Console.put(json: assignments) }
    guard !assignments.isEmpty else {
      throw UserError(
        "nothing is assigned yet; codeframe assign --sample NAME --to anna,ben deals a sample out")
    }
    var table = TextTable([
      ("sample", .left), ("coder", .left), ("posts", .right), ("with others", .right), ("done", .right),
    ])
    for assignment in assignments {
      table.add([
        assignment.sample, assignment.coder, Figures.count(assignment.posts),
        Figures.count(assignment.overlap),
        Figures.count(assignment.done),
      ])
    }
    Console.put(table)
    Console.say("next: code in the browser: codeframe serve")
  }

  /// The sample that is drawn with `--by`; nil without it.
  private func drawn(in open: OpenStudy) async throws -> String? {
    guard let by else { return nil }
    let learners = open.configuration.coders.filter { $0.parameters.teacher != nil }.map(\.name)
    guard let coder = coder ?? learners.first else {
      throw UserError("codeframe.yaml names no coder that learns, so there is none to teach")
    }
    let taken = Set(try open.study.samples().map(\.name))
    let number = (1...).first { !taken.contains("teach-\($0)") } ?? 1
    var draw = DrawToTeach(posts, for: coder, by: by, name: sample ?? "teach-\(number)")
    draw.randomShare = random
    let outcome = try await draw.run(in: open)
    for note in outcome.notes { Console.say(note) }
    Console.say("\(outcome.sample.name): \(outcome.sample.design)")
    if outcome.random > 0 {
      Console.say(
        "\(outcome.sample.name)\(DrawToTeach.randomEnding): its \(Figures.count(outcome.random, "post")) at random, which stand for all"
      )
    }
    return outcome.sample.name
  }
}
