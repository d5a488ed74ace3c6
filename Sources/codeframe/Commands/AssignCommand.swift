import ArgumentParser
import ContentCoding
import Storage
import Workflows

/// `codeframe assign`: who codes which posts.
struct AssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Deal the posts of a sample out to people.",
    discussion: helpText(
      """
      Each person codes their part in `codeframe serve`, in a random order of their own. A share of the posts is given to
      two people, pairs taking turns, so that agreement can be measured; the rest to one. With --retest people are given
      posts of their own again, and what they say then is kept as `anna (retest)`.

        codeframe assign --sample main --to anna,ben --overlap 0.2
        codeframe assign --sample main --to anna --retest 30
        codeframe assign
      """))

  @OptionGroup var options: StudyOptions
  @Option(help: "The sample; without it, who has been assigned what is listed.") var sample: String?
  @Option(help: "Who codes: names with commas between them.") var to: NameList?
  @Option(help: "The share of the posts that two people code, 0 to 1.") var overlap = 0.2
  @Option(help: "Give each person so many posts that they coded again.") var retest: Int?
  @Flag(help: "Replace assignments of the same people and sample; codings stay.") var replace = false
  @Flag(help: "Print as JSON.") var json = false

  func run() throws {
    let open = try options.open()
    let assignments: [AssignmentProgress]
    if let sample {
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
}
