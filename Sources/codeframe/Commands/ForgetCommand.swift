import ArgumentParser
import ContentCoding
import Foundation
import Storage
import Workflows

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
    let subject = post.map { Forget.Subject.post($0) } ?? .author(author ?? "")
    guard let forgotten = try Forget(subject, isAgreed: yes).run(in: options.open()) else { return }
    for path in forgotten.paths { Console.put(path) }
    Console.say(
      "forgot \(Figures.count(forgotten.posts, "post"))"
        + (forgotten.paths.isEmpty ? "" : "; the files above are yours and were not touched")
        + "; coders that may have learned from it are trained again by their next run")
  }
}
