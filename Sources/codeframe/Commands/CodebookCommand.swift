import ArgumentParser
import ContentCoding
import Foundation
import Storage
import StudyFile
import Workflows

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
      if versions {
        for version in try open.study.codebooks() {
          Console.put("\(version.fingerprint.short)\t\(version.firstUsedAt.formatted(.iso8601))")
        }
        return
      }
      guard let changes = try CompareCodebooks(older: older, newer: newer).run(in: open) else {
        return Console.say("there is one version of the codebook only")
      }
      for change in changes { Console.put(change) }
      if changes.isEmpty { Console.say("nothing that coders see has changed") }
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
      let count = try mapping.map(ofVariable ? .variable : .category(of: mapping.variable))
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
      let count = try mapping.map(.category(of: mapping.variable))
      Console.say("\(Figures.count(count, "coding")) of \(mapping.old) are now \(mapping.new)")
    }
  }
}

/// What renaming and merging are told.
struct MappingOptions: ParsableArguments {
  @OptionGroup var options: StudyOptions
  @Argument(help: "The name that is gone.") var old: String
  @Argument(help: "The name in codeframe.yaml.") var new: String
  @Option(
    help: "The variable, where several have a category of the new name.", completion: NameCompletion.variables
  ) var variable: String?

  /// Maps codings of `old` to `new`.
  func map(_ subject: MapCodings.Subject) throws -> Int {
    try MapCodings(subject, from: old, to: new).run(in: options.open())
  }
}
