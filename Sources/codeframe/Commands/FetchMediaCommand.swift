import ArgumentParser
import ContentCoding
import Foundation
import Workflows

/// `codeframe fetch-media`: downloads what posts have only the addresses of.
struct FetchMediaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch-media",
    abstract: "Download the pictures and videos that posts have only the addresses of.",
    discussion: helpText(
      """
      It says which hosts would be asked for how many files, and asks; without a terminal nothing is fetched unless --yes agrees. Files
      lie in media/fetched in the study, named after their SHA-256; nothing is overwritten. Ctrl-C stops it, and the same command goes on.
      What is gone, expired, too large or no picture is kept with its reason and not asked for again, but with --again.

      --robots leaves what a host's robots.txt does not allow to `codeframe`, or to everybody; a host whose robots.txt cannot be reached
      allows nothing.

      Addresses of this machine and of local networks are refused, wherever a name or a redirection leads. No cookies, names or
      passwords are sent.

        codeframe fetch-media
        codeframe fetch-media --column image_url --yes
        codeframe fetch-media --rate 1 --limit-mb 50
      """))

  @OptionGroup var options: StudyOptions
  @Option(
    help:
      "A column of addresses; those that imports took for pictures and videos if left out; may be repeated.")
  var column: [String] = []
  @Option(help: "How many files a second one host is asked for.") var rate = 4.0
  @Option(help: "The most megabytes of one file.") var limitMB = 200
  @Flag(help: "Ask again for what gave no file.") var again = false
  @Flag(help: "Fetch from addresses of this machine and of local networks too.") var allowPrivate = false
  @Flag(help: "Leave what a host's robots.txt does not allow.") var robots = false
  @Flag(help: "Fetch without asking.") var yes = false
  @Flag(help: "Print the counts as JSON.") var json = false

  func validate() throws {
    guard rate > 0, rate <= 1000 else { throw ValidationError("--rate takes a number above 0, up to 1000") }
    guard (1...100_000).contains(limitMB) else {
      throw ValidationError("--limit-mb takes a whole number from 1 to 100000")
    }
  }

  func run() async throws {
    let open = try options.open()
    var fetch = FetchMedia()
    fetch.columns = column.isEmpty ? nil : column
    fetch.isAgreed = yes
    fetch.asksAgain = again
    fetch.allowsPrivate = allowPrivate
    fetch.respectsRobots = robots
    fetch.limits.rate = rate
    fetch.limits.bytes = limitMB << 20
    let work = fetch
    try await Interruption.stopping {
      guard let outcome = try await work.run(in: open) else { return }
      if json { try Console.put(json: outcome) }
      for (reason, count) in outcome.missing.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(
        10)
      {
        Console.say("  \(Figures.count(count)) x \(Console.printable(reason))")
      }
      Console.say(
        "\(Figures.count(outcome.fetched, "file")) fetched, \(Figures.count(outcome.known)) there before, "
          + "\(Figures.count(outcome.missing.values.reduce(0, +))) not to be had; \(Figures.count(outcome.posts, "post")) have media now"
      )
      Console.say(try open.nextStep().text)
    }
  }
}
