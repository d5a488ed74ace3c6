import Storage
import Workflows

/// What somebody may see who does not lead the study.
extension Visit {
  /// Whether the pictures of a post may be seen: a coder sees their own posts and the codebook's examples.
  func maySeePictures(of post: String) throws -> Bool {
    if role == .lead || open.configuration.codebook.showsAsExample(post) { return true }
    return try !ownSamples(with: post).isEmpty
  }

  /// Whether all that is known of a post may be seen: by a coder once everybody is done with the samples it is theirs in.
  func maySeeAnswers(to post: String) throws -> Bool {
    if role == .lead { return true }
    let own = try ownSamples(with: post)
    guard !own.isEmpty else { return false }
    return try open.study.assignments().allSatisfy { !own.contains($0.sample) || $0.done == $0.posts }
  }

  private func ownSamples(with post: String) throws -> Set<String> {
    guard let person, let person = try? Person(person, in: open) else { return [] }
    return try open.study.samples(assigning: post, to: person.names)
  }
}
