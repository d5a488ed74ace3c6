import ContentCoding

/// What coders say of a picture that is not in the study, as `show FILE --json` prints it; docs/schemas/show-file.json is the contract.
package struct TriedPicture: Encodable {
  package let said: [OfCoder]
  package let nearest: [Near]

  /// What one coder says; an obstacle where it was not asked.
  package struct OfCoder: Encodable {
    package let coder: CoderIdentity
    package let obstacle: String?
    package let answers: [Given]
  }

  /// An answer to one variable.
  package struct Given: Encodable {
    package let variable: String
    package let status: Answer.Status
    package let value: ShownPost.PlainValue?
    package let confidence: Double?
    package let scores: [String: Double]
    package let reason: Reason?
  }

  /// A post that is like it.
  package struct Near: Encodable {
    package let post: String
    package let cosine: Double
  }

  package init(_ outcome: TryCoders.Outcome) {
    said = outcome.said.map { said in
      OfCoder(
        coder: said.coder, obstacle: said.obstacle,
        answers: said.codings.map { coding in
          let answer = coding.answer
          return Given(
            variable: coding.variable, status: answer.status,
            value: answer.value.map(ShownPost.PlainValue.init),
            confidence: answer.confidence, scores: answer.scores, reason: answer.reason)
        })
    }
    nearest = outcome.nearest.map { Near(post: $0.post, cosine: $0.cosine) }
  }
}
