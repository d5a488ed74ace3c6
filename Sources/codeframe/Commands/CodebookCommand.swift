import ArgumentParser
import ContentCoding
import Foundation
import Interchange
import Storage

/// `codeframe codebook`: checks and compares codebooks, and brings codings along when names change.
struct CodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook", abstract: "Check, compare and rename what is coded.",
    subcommands: [Check.self, Diff.self, Rename.self, Merge.self])

  /// `codeframe codebook check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check codeframe.yaml, and say which codings it no longer knows.",
      discussion: helpText(
        """
          codeframe codebook check
        """))

    @OptionGroup var options: StudyOptions

    func run() throws {
      let configuration = try StudyFile.read(at: options.url)
      let categories = configuration.codebook.variables.reduce(0) { $0 + $1.categories.count }
      Console.put(
        "\(StudyFile.name): \(Figures.count(configuration.codebook.variables.count, "variable")), "
          + "\(Figures.count(categories, "category", plural: "categories")), "
          + "\(Figures.count(configuration.coders.count, "coder"))")
      guard FileManager.default.fileExists(atPath: Study.file(in: options.url).path) else { return }
      for (value, count) in try options.open().retiredValues() {
        Console.put(
          "\(Figures.count(count, "coding")) of \(value), which the codebook does not have; kept, and left out of statistics"
        )
      }
    }
  }

  /// `codeframe codebook diff`.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff", abstract: "Say what changed between two versions of the codebook.",
      discussion: helpText(
        """
        A version is named by the first digits of its fingerprint, as runs prints it. Without names, today's codebook is
        compared with the version before.

          codeframe codebook diff
          codeframe codebook diff 3f2a91
        """))

    @OptionGroup var options: StudyOptions
    @Argument(help: "The older version.") var older: String?
    @Argument(help: "The newer version; today's codebook if left out.") var newer: String?
    @Flag(help: "List the versions.") var versions = false

    func run() throws {
      let open = try options.open()
      let recorded = try open.study.codebooks()
      if versions {
        for version in recorded {
          Console.put("\(version.fingerprint.short)\t\(version.firstUsedAt.formatted(.iso8601))")
        }
        return
      }
      let after = try newer.map { try version($0, among: recorded) } ?? open.configuration.codebook
      let before =
        try older.map { try version($0, among: recorded) }
        ?? recorded.last { $0.fingerprint != after.fingerprint }?.codebook
      guard let before else {
        Console.say("there is one version of the codebook only")
        return
      }
      let changes = after.changes(from: before)
      for change in changes { Console.put(change.description) }
      if changes.isEmpty { Console.say("nothing that coders see has changed") }
    }

    private func version(_ prefix: String, among recorded: [RecordedCodebook]) throws -> Codebook {
      let found = recorded.filter { $0.fingerprint.hex.hasPrefix(prefix.lowercased()) }
      guard let only = found.first, found.count == 1 else {
        throw UserError(
          "\(found.count) versions of the codebook begin with \(prefix); there are "
            + recorded.map(\.fingerprint.short).joined(separator: ", "))
      }
      return only.codebook
    }
  }

  /// `codeframe codebook rename`.
  struct Rename: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rename", abstract: "Bring codings along after a variable or category got another name.",
      discussion: helpText(
        """
        Change codeframe.yaml first: it is never rewritten by a command. The codings as they were stay in the history.

          codeframe codebook rename Sport Sports
          codeframe codebook rename Other Misc --variable genre
          codeframe codebook rename ces services --of-variable
        """))

    @OptionGroup var mapping: MappingOptions
    @Flag(help: "OLD and NEW are variables, not categories.") var ofVariable = false

    func run() throws {
      let open = try mapping.options.open()
      let count: Int
      if ofVariable {
        guard open.configuration.codebook[mapping.new] != nil else {
          throw UserError("codeframe.yaml has no variable \(mapping.new); rename it there first")
        }
        count = try open.study.rename(variable: mapping.old, to: mapping.new, at: Date())
      } else {
        count = try mapping.map(in: open)
      }
      Console.say("\(Figures.count(count, "coding")) renamed from \(mapping.old) to \(mapping.new)")
    }
  }

  /// `codeframe codebook merge`.
  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge", abstract: "Map the codings of a category that is gone to one that stays.",
      discussion: helpText(
        """
          codeframe codebook merge Fauna Fauna-Flora
        """))

    @OptionGroup var mapping: MappingOptions

    func run() throws {
      let open = try mapping.options.open()
      let count = try mapping.map(in: open)
      Console.say("\(Figures.count(count, "coding")) of \(mapping.old) are now \(mapping.new)")
    }
  }
}

/// What renaming and merging are told.
struct MappingOptions: ParsableArguments {
  @OptionGroup var options: StudyOptions
  @Argument(help: "The name that is gone.") var old: String
  @Argument(help: "The name in codeframe.yaml.") var new: String
  @Option(help: "The variable, where several have a category of the new name.") var variable: String?

  /// Maps codings of the category `old` to `new`.
  func map(in open: OpenStudy) throws -> Int {
    let owners = open.configuration.codebook.variables.filter { candidate in
      candidate.categories.contains { $0.name == new } && (variable.map { $0 == candidate.name } ?? true)
    }
    guard let owner = owners.first, owners.count == 1 else {
      throw UserError(
        owners.isEmpty
          ? "codeframe.yaml has no category \(new)\(variable.map { " of \($0)" } ?? ""); write it there first"
          : "\(owners.map(\.name).joined(separator: ", ")) have a category \(new); name one with --variable")
    }
    if owner.categories.contains(where: { $0.name == old }) {
      throw UserError(
        "codeframe.yaml still has \(old); take it out there first, so that coders agree on what is left")
    }
    return try open.study.rename(category: old, to: new, ofVariable: owner.name, at: Date())
  }
}

extension OpenStudy {
  /// Values in current codings that the codebook does not offer, with how often they occur.
  fileprivate func retiredValues() throws -> [(value: String, count: Int)] {
    var counts: [String: Int] = [:]
    for coder in try study.coders() {
      try study.forEachCurrentCoding(coder: coder.identity.name) { record in
        guard let value = record.coding.answer.value else { return }
        let name = record.coding.variable
        guard let variable = configuration.codebook[name] else {
          counts["the variable \(name)", default: 0] += 1
          return
        }
        if !value.isOffered(by: variable) { counts["\(name) = \(value.text)", default: 0] += 1 }
      }
    }
    return counts.map { (value: $0.key, count: $0.value) }.sorted { $0.value < $1.value }
  }
}
