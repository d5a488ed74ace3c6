import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders
import Storage

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
  @Argument(help: "The coder's name in codeframe.yaml.") var coder: String
  @Option(help: "Code only the posts of this sample.") var sample: String?
  @OptionGroup var selected: SelectionOptions
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Code only this post; may be repeated.", valueName: "id"))
  var post: [String] = []
  @Option(help: "Code at most this many posts, drawn at random with the study's seed.") var limit: Int?
  @Flag(help: "Try every post again that failed.") var retryFailed = false
  @Flag(help: "End with status 1 when any post failed.") var strict = false
  @Flag(help: "Count what would be coded, and end.") var dryRun = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a whole number from 1") }
    if !post.isEmpty, sample != nil || selected.isUsed || limit != nil {
      throw ValidationError("--post names the posts; leave out --sample, --where and --limit")
    }
  }

  func run() async throws {
    var bench = try options.workbench(for: coder, on: machine.provider)
    bench.asking = asking.settings
    bench.asking.isDry = dryRun
    // What failed on an answer would fail on the same answer again.
    if retryFailed { bench.asking.isFresh = true }
    let workshop = try bench.workshop()
    // Agreeing to what is not asked does no harm, and one script serves all coders.
    if asking.areUsed, asking.names != ["--yes"], !(workshop is PromptedWorkshop) {
      throw UserError(
        "\(coder) is of kind \(bench.coder.parameters.kind.rawValue), which asks no endpoint: leave out "
          + asking.names.joined(separator: ", "))
    }
    let kept = "what was coded and answered is kept, and codeframe code \(coder) goes on from there"
    let failed = try await Interruption.stopping(kept: kept) { try await code(with: workshop) }
    if strict && failed > 0 { throw ExitCode(1) }
  }

  /// - Returns: how many codings of this run failed.
  private func code(with workshop: any CoderWorkshop) async throws -> Int {
    let open = workshop.bench.open
    let ready = try await self.ready(workshop)
    var selection = try sample.map { try open.existingSample($0) } ?? .all
    selection = try selected.narrowed(selection, of: open)
    if !post.isEmpty { selection = .ids(try open.existingPosts(post)) }
    if let limit { selection = .ids(try PostDraw.draw(limit, from: selection, in: open)) }
    let retry: Retry = asking.fresh ? .olderThan(Date()) : retryFailed ? .all : .transient
    var uncoded = UncodedPosts(
      open: open, coder: coder, configuration: ready.configuration,
      variables: workshop.bench.variables.map(\.name), retry: retry, selection: selection)
    var total = try uncoded.count()
    if dryRun {
      Console.put("\(Figures.count(total, "post")) would be coded")
      if let prompted = workshop as? PromptedWorkshop {
        Console.put(try await RequestCount(of: uncoded, by: prompted).text)
      }
      return 0
    }
    if let prompted = workshop as? PromptedWorkshop {
      guard let asked = try await postsToAsk(prompted, uncoded, total: total) else { return 0 }
      uncoded.selection = asked
      total = try uncoded.count()
    }
    let progress = SessionProgress(total: total, looksAtMedia: !workshop.extractors.ofMedia.isEmpty)
    let session = CodingSession(
      uncoded: uncoded, coder: ready.coder, configurationText: try workshop.configurationText,
      models: workshop.models, pipeline: workshop.pipeline { progress.look(at: $0) }, progress: progress,
      announcements: ready.announcements)
    defer { progress.clear() }
    guard let run = try await session.run() else {
      Console.say(
        "nothing to do: \(coder) has coded \(uncoded.selection == .all ? "every post" : "all of these posts")"
      )
      let failed = try uncoded.countWithFailed()
      if failed > 0 {
        Console.say("\(Figures.count(failed, "post")) of them failed; --retry-failed tries them again")
      }
      return 0
    }
    progress.clear()
    Console.say(
      RunSummary(
        run: run, items: workshop.extractors.items, reasons: try open.study.failureReasons(ofRun: run.id),
        posts: try open.study.postCount(ofRun: run.id), next: try open.nextStep()
      ).text)
    return run.tally.failed
  }

  /// Gets the person's consent, and sees to batches.
  ///
  /// - Returns: the posts that are asked about now; nil where all was handed in as a batch.
  private func postsToAsk(
    _ workshop: PromptedWorkshop, _ uncoded: UncodedPosts, total: Int
  ) async throws -> PostSelection? {
    let errand = BatchErrand(workshop: workshop, uncoded: uncoded)
    if let waiting = try await errand.takeFinished() {
      Console.say(waiting)
      // What a batch still holds is paid for: only what is answered is coded now.
      return .ids(try await errand.answeredPosts())
    }
    let open = try await asking.batch ? errand.unansweredPosts() : nil
    let consent = Consent(
      workshop: workshop, trusts: asking.trustEndpoint, agrees: asking.yes, isBatch: asking.batch)
    try await consent.obtain(forPosts: open?.count ?? total, first: try uncoded.first(10))
    if let open, !open.isEmpty {
      try await errand.handIn(open)
      return nil
    }
    return uncoded.selection
  }

  private func ready(_ workshop: any CoderWorkshop) async throws -> ReadyCoder {
    if let ready = try await workshop.ready() {
      for notice in ready.notices { Console.say(notice) }
      return ready
    }
    Console.say("\(coder) has not been trained for this configuration; training it first")
    let lesson = try await workshop.train()
    try await TrainingReport(workshop: workshop, lesson: lesson).say()
    return lesson.ready
  }
}
