import ArgumentParser
import Foundation
import Storage

/// `codeframe forget`: removes what a study holds of a post or an author.
struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Remove a post or all posts of an author, for good.",
    discussion: """
      Removes texts, media records, features, codings and their history. A keyed hash of the id stays, so that
      importing again does not bring the post back. The picture files are yours: their paths are printed.

        codeframe forget post-17
        codeframe forget --author anna
      """)

  @OptionGroup var options: StudyOptions
  @Argument(help: "The post's id.") var post: String?
  @Option(help: "An author, all of whose posts are removed.") var author: String?

  func validate() throws {
    guard (post == nil) != (author == nil) else {
      throw ValidationError("name a post, or an author with --author")
    }
  }

  func run() throws {
    let open = try options.open()
    let texts = try ForgottenTexts(of: open, post: post, author: author)
    let learners = open.configuration.coders.filter { $0.parameters.kind == .engagement }.map(\.name)
    let forgotten: Forgotten
    if let post {
      forgotten = try open.study.forget(post: post, learners: learners, at: Date())
    } else {
      forgotten = try open.study.forget(author: author ?? "", learners: learners, at: Date())
    }
    try open.featureCache().remove(sha256s: forgotten.sha256s + texts.sha256s)
    guard forgotten.posts > 0 else {
      let what = post.map { "called \($0)" } ?? "by \(author ?? "")"
      Console.say("the study has no post \(what); from now on none is imported")
      return
    }
    for path in forgotten.paths { Console.put(path) }
    Console.say(
      "forgot \(Figures.count(forgotten.posts, "post"))"
        + (forgotten.paths.isEmpty ? "" : "; the files above are yours and were not touched")
        + "; coders that may have learned from it are trained again by their next run")
  }
}
