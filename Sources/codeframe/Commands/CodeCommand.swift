import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders
import Storage

/// `codeframe code`: lets a coder code.
struct CodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Let a coder code every post that it has not coded yet.",
    discussion: """
      Coding goes on where it stopped: after Ctrl-C, a crash or a power cut. A post that fails (an unreadable picture,
      a file that is gone) is a coding with status failed and a reason; the run goes on. What may get better by itself
      (a file that is gone, the network) is tried again by the next call.

        codeframe code probe
        codeframe code probe --limit 100
        codeframe code probe --retry-failed
      """)

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Argument(help: "The coder's name in codeframe.yaml.") var coder: String
  @Option(help: "Code only the posts of this sample.") var sample: String?
  @Option(help: "Code at most this many posts, drawn at random with the study's seed.") var limit: Int?
  @Flag(help: "Try every post again that failed.") var retryFailed = false
  @Flag(help: "End with status 1 when any post failed.") var strict = false
  @Flag(help: "Count what would be coded, and end.") var dryRun = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a whole number from 1") }
  }

  func run() async throws {
    let workshop = try options.workbench(for: coder, on: machine.provider).workshop()
    let failed = try await Interruption.stopping { try await code(with: workshop) }
    if strict && failed > 0 { throw ExitCode(1) }
  }

  /// - Returns: how many codings of this run failed.
  private func code(with workshop: any CoderWorkshop) async throws -> Int {
    let open = workshop.bench.open
    let ready = try await self.ready(workshop)
    var selection = try sample.map { try open.existingSample($0) } ?? .all
    if let limit { selection = .ids(try PostDraw.draw(limit, from: selection, in: open)) }
    let retry: Retry = retryFailed ? .all : .transient
    let names = workshop.bench.variables.map(\.name)
    let total = try open.study.uncodedCount(
      coder: coder, configuration: ready.configuration, variables: names, retry: retry, in: selection)
    if dryRun {
      Console.put("\(Figures.count(total, "post")) would be coded")
      return 0
    }
    let progress = SessionProgress(total: total, looksAtMedia: !workshop.extractors.ofMedia.isEmpty)
    let session = CodingSession(
      open: open, coder: ready.coder, configuration: ready.configuration,
      configurationText: try workshop.configurationText, models: workshop.models,
      pipeline: workshop.pipeline { progress.look(at: $0) }, retry: retry, selection: selection,
      progress: progress)
    defer { progress.clear() }
    guard let run = try await session.run() else {
      Console.say(
        "nothing to do: \(coder) has coded \(selection == .all ? "every post" : "all of these posts")")
      return 0
    }
    progress.clear()
    Console.say(
      RunSummary(
        run: run, items: workshop.extractors.items, reasons: try open.study.failureReasons(ofRun: run.id)
      ).text)
    return run.tally.failed
  }

  private func ready(_ workshop: any CoderWorkshop) async throws -> ReadyCoder {
    if let ready = try workshop.ready() {
      for notice in ready.notices { Console.say(notice) }
      return ready
    }
    Console.say("\(coder) has not been trained for this configuration; training it first")
    let lesson = try await workshop.train()
    try await TrainingReport(workshop: workshop, lesson: lesson).say()
    return lesson.ready
  }
}
