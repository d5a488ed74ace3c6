import ContentCoding
import Foundation
import Storage

/// Removes what a study holds of a post, or of all posts of an author.
package struct Forget: Workflow, Sendable {
  /// Whose posts are removed.
  package enum Subject: Sendable {
    /// One post, with its parts.
    case post(String)
    /// All posts of an author.
    case author(String)

    fileprivate var post: String? { if case .post(let id) = self { id } else { nil } }
    fileprivate var author: String? { if case .author(let name) = self { name } else { nil } }
  }

  /// Whose posts are removed.
  package let subject: Subject
  /// Whether the person has agreed already.
  package var isAgreed: Bool

  /// A removal that asks first, unless it `isAgreed`.
  package init(_ subject: Subject, isAgreed: Bool = false) {
    self.subject = subject
    self.isAgreed = isAgreed
  }

  /// - Returns: what was removed; nil where the person did not agree, which was said.
  package func run(in open: OpenStudy) throws -> Forgotten? {
    let found = try open.study.forgettable(post: subject.post, author: subject.author)
    guard found.posts > 0 else {
      throw UserError(
        "the study has no post \(subject.post.map { "called \($0)" } ?? "by \(subject.author ?? "")"); nothing was removed"
      )
    }
    guard try isAgreed || agrees(to: found, in: open) else { return nil }
    let texts = try ForgottenTexts(of: open, post: subject.post, author: subject.author)
    let learners = open.configuration.coders.filter(\.parameters.learnsFromUncodedPosts).map(\.name)
    let forgotten =
      switch subject {
      case .post(let id):
        try open.study.forget(post: id, learners: learners, texts: texts.sha256s, at: Date())
      case .author(let name):
        try open.study.forget(author: name, learners: learners, texts: texts.sha256s, at: Date())
      }
    // Opening the cache removes what is pending.
    _ = try open.featureCache()
    return forgotten
  }

  /// Shows what would be removed, and asks.
  private func agrees(to found: Forgotten, in open: OpenStudy) throws -> Bool {
    let ids = found.ids.prefix(5).joined(separator: ", ")
    open.listener.notice(
      "this removes \(Figures.count(found.posts, "post")) (\(ids)\(found.posts > 5 ? ", ..." : "")), "
        + "\(Figures.count(found.codings, "coding")), and what coders learned from them; it cannot be undone")
    switch try open.listener.agrees(to: "Remove them?") {
    case true?: return true
    case false?: open.listener.notice("nothing was removed")
    case nil:
      open.listener.notice("nothing was removed: nobody is at a terminal to ask, so agree with --yes")
    }
    return false
  }
}
