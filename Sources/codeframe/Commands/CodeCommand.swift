import ArgumentParser
import ContentCoding
import Workflows

/// `codeframe code`: lets a coder code.
struct CodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Let a coder code every post that it has not coded yet.",
    discussion: helpText(
      """
      Coding goes on where it stopped: after Ctrl-C, a crash or a power cut. A post that fails (an unreadable picture,
      a file that is gone) is a coding with status failed and a reason; the run goes on. What may get better by itself
      (a file that is gone, the network) is tried again by the next call.

        codeframe code probe
        codeframe code probe --limit 100
        codeframe code probe --retry-failed
        codeframe code probe --where author=anna --where 'likes>100'

      A prompted coder asks an endpoint. Before anything leaves the machine it says what, where to and for how much, and asks;
      --yes agrees in scripts. Every answer is kept when it comes: asking again, after a crash or by another coder with
      the same request, costs nothing. --dry-run counts what would be asked.

        codeframe code gpt --dry-run
        codeframe code gpt --budget 5.00
        codeframe code gpt --batch
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @OptionGroup(title: "Options for prompted coders") var asking: AskingOptions
  @Argument(help: "The coder's name in codeframe.yaml.", completion: NameCompletion.coders) var coder: String
  @Option(help: "Code only the posts of this sample.", completion: NameCompletion.samples) var sample: String?
  @OptionGroup var selected: SelectionOptions
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Code only this post; may be repeated.", valueName: "id"))
  var post: [String] = []
  @Option(help: "Code at most this many posts, drawn at random with the study's seed.") var limit: Int?
  @Option(help: "What the machine uses, where it has no counters of energy (RAPL, NVML).") var watts: Double?
  @Flag(help: "Try every post again that failed.") var retryFailed = false
  @Flag(help: "End with status 1 when any post failed.") var strict = false
  @Flag(help: "Count what would be coded, and end.") var dryRun = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a whole number from 1") }
    if let watts, !(0.001...1e6).contains(watts) {
      throw ValidationError("--watts takes a number from 0.001")
    }
    if !post.isEmpty, sample != nil || selected.isUsed || limit != nil {
      throw ValidationError("--post names the posts; leave out --sample, --where and --limit")
    }
  }

  func run() async throws {
    var open = try options.open()
    open.watts = watts
    let study = open
    let code = try request(in: study)
    let kept = "what was coded and answered is kept, and codeframe code \(coder) goes on from there"
    let failed = try await Interruption.stopping(kept: kept) { say(try await code.run(in: study)) }
    if strict && failed > 0 { throw ExitCode(1) }
  }

  private func request(in open: OpenStudy) throws -> Code {
    let parameters = try open.coder(named: coder).parameters
    // Agreeing to what is not asked does no harm, and one script serves all coders.
    if !parameters.asksEndpoint, !asking.names.isEmpty, asking.names != ["--yes"] {
      throw UserError(
        "\(coder) is of kind \(parameters.kind.rawValue), which asks no endpoint: leave out "
          + asking.names.joined(separator: ", "))
    }
    var code = Code(coder: coder)
    code.provider = machine.provider
    code.posts = PostChoice(sample: sample, filters: selected.filters, ids: post, limit: limit)
    code.retriesFailed = retryFailed
    code.asking = asking.settings
    code.asking.isDry = dryRun
    code.consent = asking.consent
    code.isBatch = asking.batch
    code.onTrained = { $0.say() }
    return code
  }

  /// Says what came of it.
  ///
  /// - Returns: how many codings of the run failed.
  private func say(_ outcome: Code.Outcome) -> Int {
    switch outcome {
    case .planned(let posts, let requests):
      Console.put("\(Figures.count(posts, "post")) would be coded")
      if let requests { Console.put(requests.text) }
    case .handedIn: break
    case .nothing(let ofAll, let failed):
      Console.say("nothing to do: \(coder) has coded \(ofAll ? "every post" : "all of these posts")")
      if failed > 0 {
        Console.say("\(Figures.count(failed, "post")) of them failed; --retry-failed tries them again")
      }
    case .done(let summary):
      Console.say(summary.text)
      return summary.run.tally.failed
    }
    return 0
  }
}
