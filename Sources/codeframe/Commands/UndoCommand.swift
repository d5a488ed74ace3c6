import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

/// `codeframe undo`: takes the last import back.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take the last import of posts or codings back.",
    discussion: helpText(
      """
      Posts that the import added are removed, with what machines coded of them; posts and codings that it changed are as
      they were. It is refused where people have coded such posts since, or answers about them were paid. Only the last
      import can be taken back, and what was forgotten stays forgotten.

        codeframe undo
      """))

  @OptionGroup var options: StudyOptions

  func run() throws {
    let undone = try options.openDatabase().undoneImport()
    let parts = [
      (undone.removedPosts, "post", "removed"), (undone.restoredPosts, "post", "as before"),
      (undone.removedCodings, "coding", "removed"), (undone.restoredCodings, "coding", "as before"),
    ].filter { $0.0 > 0 }.map { "\(Figures.count($0.0, $0.1)) \($0.2)" }
    Console.say(
      "took back the import of \(undone.source.isEmpty ? "the last source" : undone.source): "
        + (parts.isEmpty ? "it had changed nothing" : parts.joined(separator: ", ")))
  }
}
