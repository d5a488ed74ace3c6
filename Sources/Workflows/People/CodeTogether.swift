import ContentCoding
import Foundation
import Storage

/// Gives many posts the same answer at once, as a person who saw them together.
///
/// Such codings are kept under a name of their own, ``Person/batchName``, beside what the person says of single posts: they are left
/// out of agreement, consensus and evaluation unless they are asked for by name.
package struct CodeTogether: Workflow, Sendable {
  /// The posts.
  package let posts: [String]
  /// What is answered.
  package let variable: String
  /// The value as it is written.
  package let value: String
  /// Who answers.
  package let person: Person
  /// What the person saw the posts in, such as the address of a view.
  package let seen: String

  /// The answer `value` to `variable` for all `posts`.
  package init(_ posts: [String], _ variable: String, _ value: String, by person: Person, seen: String) {
    self.posts = posts
    self.variable = variable
    self.value = value
    self.person = person
    self.seen = seen
  }

  /// - Returns: how many codings were stored.
  package func run(in open: OpenStudy) throws -> Int {
    let variable = try open.existingVariable(variable)
    guard !posts.isEmpty else { throw UserError("no post was chosen") }
    let posts = try open.existingPosts(posts)
    let coded: CodedValue
    do throws(ValueProblem) { coded = try CodedValue(reading: value, of: variable) } catch {
      throw UserError(error.shortened)
    }
    let details = ["batch": Figures.count(posts.count, "post"), "seen": String(seen.prefix(1000))]
    try open.study.save(
      posts.map {
        Coding(postID: $0, variable: variable.name, answer: .coded(coded, details: details))
      }, coder: person.inBatches, codebook: open.codebook, at: Date())
    return posts.count
  }
}

/// Keeps posts that somebody chose in the app as a sample.
package struct KeepSelection: Workflow, Sendable {
  /// The posts.
  package let posts: [String]
  /// What the sample is called.
  package let name: String
  /// What the posts were chosen in, such as the address of a view.
  package let seen: String

  /// The sample called `name` of `posts`.
  package init(_ posts: [String], name: String, seen: String) {
    self.posts = posts
    self.name = name
    self.seen = seen
  }

  package func run(in open: OpenStudy) throws -> Sample {
    try OpenStudy.check(name: name, of: "sample")
    guard !posts.isEmpty else { throw UserError("no post was chosen") }
    try open.checkIsNew(sample: name)
    let posts = try open.existingPosts(posts)
    let sample = Sample(
      name: name, design: "\(Figures.count(posts.count, "post")) chosen by hand in \(seen.prefix(300))",
      isPurposive: true,
      probabilities: Dictionary(posts.map { ($0, nil) }, uniquingKeysWith: { first, _ in first }),
      drawnAt: Date())
    try open.study.saveSample(sample)
    return sample
  }
}
