import ArgumentParser
import Foundation
import Storage

/// `codeframe forget`: removes what a study holds of a post or an author.
struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove a post or all posts of an author, for good.",
    discussion: helpText(
      """
      Removes texts, media records, features, codings and their history, and what was learned from them. A keyed hash of
      the id stays, so that importing again does not bring the post back. The picture files are yours: their paths are
      printed. It shows what would be removed and asks; without a terminal nothing is removed unless --yes agrees.

        codeframe forget post-17
        codeframe forget --author anna --yes
        codeframe forget --yes -- -CxY_1
      """))

  @OptionGroup var options: StudyOptions
  @Argument(help: "The post's id; one that begins with - after --.") var post: String?
  @Option(help: "An author, all of whose posts are removed.") var author: String?
  @Flag(help: "Remove without asking.") var yes = false

  func validate() throws {
    guard (post == nil) != (author == nil) else {
      throw ValidationError("name a post, or an author with --author")
    }
  }

  func run() throws {
    let open = try options.open()
    let found = try open.study.forgettable(post: post, author: author)
    guard found.posts > 0 else {
      throw UserError(
        "the study has no post \(post.map { "called \($0)" } ?? "by \(author ?? "")"); nothing was removed")
    }
    guard try agreed(to: found) else { return }
    let texts = try ForgottenTexts(of: open, post: post, author: author)
    let learners = open.configuration.coders.filter { $0.parameters.kind == .engagement }.map(\.name)
    let forgotten =
      if let post {
        try open.study.forget(post: post, learners: learners, texts: texts.sha256s, at: Date())
      } else {
        try open.study.forget(author: author ?? "", learners: learners, texts: texts.sha256s, at: Date())
      }
    // Opening the cache removes what is pending.
    _ = try open.featureCache()
    for path in forgotten.paths { Console.put(path) }
    Console.say(
      "forgot \(Figures.count(forgotten.posts, "post"))"
        + (forgotten.paths.isEmpty ? "" : "; the files above are yours and were not touched")
        + "; coders that may have learned from it are trained again by their next run")
  }

  /// Shows what would be removed, and asks.
  private func agreed(to found: Forgotten) throws -> Bool {
    if yes { return true }
    let ids = found.ids.prefix(5).joined(separator: ", ")
    Console.say(
      "this removes \(Figures.count(found.posts, "post")) (\(ids)\(found.posts > 5 ? ", ..." : "")), "
        + "\(Figures.count(found.codings, "coding")), and what coders learned from them; it cannot be undone")
    switch try Question.ask("Remove them?") {
    case true?: return true
    case false?: Console.say("nothing was removed")
    case nil: Console.say("nothing was removed: nobody is at a terminal to ask, so agree with --yes")
    }
    return false
  }
}
