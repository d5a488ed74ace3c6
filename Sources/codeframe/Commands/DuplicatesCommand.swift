import ArgumentParser
import ContentCoding
import Foundation
import ModelCoders
import Storage
import Workflows

/// `codeframe duplicates`: finds posts that show the same, and marks them.
struct DuplicatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "Find posts that show the same, and mark them.",
    discussion: helpText(
      """
      Same bytes: the files are equal. Near: pHash and dHash differ in few bits, as those of a copy at another size or
      quality. Same scene, if asked for: the embeddings point the same way, perhaps of another photograph. Posts are
      duplicates where their pictures pair off; texts are not compared. Of each group one post is kept: the one with the
      most pixels, then the earliest, then the one with the smallest id.

      --mark records the groups: folds and splits keep a group on one side, intervals resample it as one, samples draw
      the kept post alone, the report shows it. Nothing is deleted, and --unmark takes all marks back. See
      docs/duplicates.md.

        codeframe duplicates
        codeframe duplicates --mark
        codeframe duplicates --distance 4 --json
        codeframe duplicates --scene facebook/dinov2-small --scene-threshold 0.9
        codeframe duplicates --marked
      """))

  @OptionGroup var options: StudyOptions
  @OptionGroup var machine: ProviderOption
  @Option(help: "The most bits in which the pHashes of near-duplicates differ, 0 to 16.")
  var distance = Folds.nearDuplicateDistance
  @Option(
    name: .customLong("scene"),
    help: ArgumentHelp(
      "Find the same scene too, by the embeddings of this encoder of pictures.", valueName: "encoder"))
  var encoder: String?
  @Option(
    help: ArgumentHelp(
      "The least cosine of the same scene, above 0 and at most 1. (default: \(SameScenes.defaultThreshold))",
      valueName: "cosine"))
  var sceneThreshold: Double?
  @Option(
    help: ArgumentHelp("Look at the posts of this sample alone.", valueName: "name"),
    completion: NameCompletion.samples)
  var sample: String?
  @Flag(help: "Record the groups, in the place of those that were marked before.") var mark = false
  @Flag(help: "Take all marks back.") var unmark = false
  @Flag(help: "List what is marked, and search nothing.") var marked = false
  @Flag(help: "Print as JSON.") var json = false

  func validate() throws {
    guard (0...16).contains(distance) else {
      throw ValidationError("--distance takes a whole number from 0 to 16")
    }
    if let sceneThreshold {
      guard sceneThreshold > 0, sceneThreshold <= 1 else {
        throw ValidationError("--scene-threshold takes a number above 0 and at most 1")
      }
      guard encoder != nil else {
        throw ValidationError("--scene-threshold goes with --scene, which names the encoder")
      }
    }
    guard [mark, unmark, marked].count(where: \.self) <= 1 else {
      throw ValidationError("--mark, --unmark and --marked exclude each other")
    }
    if mark, sample != nil {
      throw ValidationError("--mark speaks for the whole study and takes no --sample")
    }
  }

  func run() async throws {
    let open = try options.open()
    if unmark { return Console.say("\(Figures.count(try open.unmarkDuplicates(), "group")) unmarked") }
    if marked {
      let groups = try open.study.duplicates()
      try show(groups)
      if !json { Console.say(summary(of: groups) + (groups.isEmpty ? "" : " marked")) }
      return
    }
    let scene = encoder.map {
      DuplicateSearch.Scene(
        encoder: EncoderChoice($0), threshold: sceneThreshold ?? SameScenes.defaultThreshold,
        provider: machine.provider)
    }
    let search = FindDuplicates(
      DuplicateSearch.Question(distance: distance, scene: scene), sample: sample, marks: mark)
    try await Interruption.stopping {
      let findings = try await search.run(in: open)
      try show(findings.groups)
      Console.say(summary(of: findings.groups) + place(findings))
      if findings.unread > 0 {
        let them = findings.unread == 1 ? "it" : "them"
        Console.say(
          "\(Figures.count(findings.unread, "picture")) could not be read: only equal bytes can tie \(them)")
      }
      if mark {
        Console.say("marked; train and evaluate again, for folds and intervals use the marks from now on")
      } else if !findings.groups.isEmpty, sample == nil {
        Console.say("nothing is marked by looking; codeframe duplicates --mark records the groups")
      }
    }
  }

  private func show(_ groups: [DuplicateGroup]) throws {
    if json { return try Console.put(json: groups) }
    guard !groups.isEmpty else { return }
    var table = TextTable([("kind", .left), ("posts", .right), ("kept", .left), ("others", .left)])
    for group in groups {
      let others = group.posts.filter { $0 != group.kept }
      let rest = others.count - Self.shownPosts
      table.add([
        group.kind.rawValue, Figures.count(group.posts.count), group.kept,
        others.prefix(Self.shownPosts).joined(separator: ", ")
          + (rest > 0 ? " and \(Figures.count(rest)) more" : ""),
      ])
    }
    Console.put(table)
  }

  private static let shownPosts = 6

  private func summary(of groups: [DuplicateGroup]) -> String {
    guard !groups.isEmpty else { return "no duplicates" }
    let posts = groups.reduce(0) { $0 + $1.posts.count }
    let kinds = DuplicateGroup.Kind.allCases.compactMap { kind -> String? in
      let count = groups.count { $0.kind == kind }
      return count > 0 ? "\(Figures.count(count)) \(kind.rawValue)" : nil
    }
    return "\(Figures.count(groups.count, "group")) (\(kinds.joined(separator: ", "))): "
      + "\(Figures.count(posts, "post")), \(Figures.count(groups.count)) without repetition"
  }

  private func place(_ findings: DuplicateSearch.Findings) -> String {
    ", among \(Figures.count(findings.posts, "post")) with \(Figures.count(findings.pictures, "distinct picture"))"
  }
}
