import ContentCoding
import Prompting

/// Says exactly what a prompted coder would send about a post, without sending it.
package struct PlanPrompt: Workflow, Sendable {
  /// The coder's name in the study's file.
  package let coder: String
  /// The post's id.
  package let post: String

  /// The plan of what `coder` would ask about `post`.
  package init(coder: String, post: String) {
    self.coder = coder
    self.post = post
  }

  /// What would be sent.
  package struct Outcome: Sendable {
    /// The requests, in their order.
    package let requests: [PlannedRequest]
    /// Why nothing would be asked; nil where something would.
    package let unasked: Answer?
    /// The endpoint's address.
    package let endpoint: String
    /// How many times each request is asked.
    package let repetitions: Int
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    let context = try open.context(for: coder, on: .cpu)
    guard let setup = try context.setup() as? any AsksEndpoint else {
      throw UserError("\(coder) is no prompted coder but a \(context.coder.parameters.kind.rawValue) coder")
    }
    guard let found = try open.study.post(post) else {
      throw UserError(try open.unknownPost(post))
    }
    return try await setup.plan(for: found)
  }
}
