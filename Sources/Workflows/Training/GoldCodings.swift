import ContentCoding
import Storage

/// What a coder said that others learn from: its values, by post and variable.
struct GoldCodings {
  /// The coder's name.
  let coder: String
  /// The values that today's codebook offers.
  let values: [String: [String: CodedValue]]

  /// Values that are known already.
  init(coder: String, values: [String: [String: CodedValue]]) {
    self.coder = coder
    self.values = values
  }

  /// Reads the current codings of `coder`.
  init(of coder: String, in open: OpenStudy) throws {
    self.coder = coder
    var values: [String: [String: CodedValue]] = [:]
    try open.study.forEachCurrentCoding(coder: coder, withScores: { _ in false }) { record in
      let coding = record.coding
      guard let value = coding.answer.value, let variable = open.configuration.codebook[coding.variable],
        value.isOffered(by: variable)
      else { return }
      values[coding.postID, default: [:]][coding.variable] = value
    }
    self.values = values
  }

  /// The values of `variable` as codings by a person; of the posts in `posts` alone, where those are given.
  func codings(of variable: Variable, among posts: Set<String>? = nil) -> VariableCodings {
    VariableCodings(
      coder: CoderIdentity(name: coder, kind: .person),
      codings: values.compactMap { post, values in
        guard posts?.contains(post) ?? true, let value = values[variable.name] else { return nil }
        return Coding(postID: post, variable: variable.name, answer: .coded(value))
      })
  }

  /// Covers every value, so that a changed gold is noticed.
  func fingerprint(of variables: [Variable]) -> Fingerprint {
    Fingerprint(
      of: values.keys.sorted().flatMap { post in
        variables.compactMap { variable in
          values[post]?[variable.name].map { [post, variable.name, $0.text] }
        }
      })
  }
}
