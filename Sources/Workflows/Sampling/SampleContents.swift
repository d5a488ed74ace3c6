import ContentCoding
import Storage

/// A sample's posts with their chances, and who has coded how many of them; docs/schemas/sample-show.json is the contract.
package struct SampleContents: Encodable, Sendable {
  /// The sample's name.
  package let name: String
  /// How it was drawn, in words.
  package let design: String
  /// Whether it was not drawn at random, so that it does not stand for the corpus.
  package let isPurposive: Bool
  /// From which chance derived; nil for a sample that was imported.
  package let seed: UInt64?
  /// The posts, by id.
  package let posts: [DrawnPost]
  /// How many posts of the sample each coder has coded, of those who have coded any.
  package let codedBy: [String: Int]
}

extension OpenStudy {
  /// What the sample called `name` holds.
  ///
  /// - Throws: ``UserError`` where there is none.
  package func contents(ofSample name: String) throws -> (sample: Sample, contents: SampleContents) {
    _ = try existingSample(name)
    guard let sample = try study.sample(name) else { throw UserError("the study has no sample \(name)") }
    let contents = SampleContents(
      name: sample.name, design: sample.design, isPurposive: sample.isPurposive, seed: sample.seed,
      posts: sample.probabilities.sorted { $0.key < $1.key }.map { id, probability in
        DrawnPost(id: id, probability: probability, stratum: sample.strata[id])
      }, codedBy: try codedPosts(ofSample: name))
    return (sample, contents)
  }

  private func codedPosts(ofSample name: String) throws -> [String: Int] {
    var coded: [String: Int] = [:]
    for coder in try study.coderIdentities().map(\.name) {
      var posts: Set<String> = []
      try study.forEachCurrentCoding(coder: coder, in: .sample(name)) { record in
        if record.coding.answer.status == .coded { posts.insert(record.coding.postID) }
      }
      if !posts.isEmpty { coded[coder] = posts.count }
    }
    return coded
  }
}
