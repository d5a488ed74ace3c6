import ContentCoding
import Prompting
import Storage

/// Writes the training examples for fine-tuning a model: a prompted coder's prompt about each gold post, with gold's answer.
///
/// Posts in the test part of a split are left out.
package struct ExportTrainingExamples: Workflow {
  /// The prompted coder's name in the study's file.
  package let coder: String
  /// The posts.
  package var posts: PostChoice
  /// Takes the bytes of the file, a line each.
  package let put: ([UInt8]) throws -> Void

  /// An export of the prompts of `coder`.
  package init(
    of coder: String, about posts: PostChoice = .init(), to put: @escaping ([UInt8]) throws -> Void
  ) {
    self.coder = coder
    self.posts = posts
    self.put = put
  }

  /// - Returns: how many were written.
  package func run(in open: OpenStudy) async throws -> Int {
    let setup = try setup(in: open)
    let material = try await setup.context.material(from: setup.context.gold(of: open.configuration.gold))
    let wanted = try chosen(in: open)
    var written = 0
    try await setup.trainingExamples(
      of: material.posts.filter { wanted?.contains($0.id) ?? true }, values: material.gold.values
    ) { post, taught in
      switch taught {
      case .success(let line):
        try put(line + [UInt8(ascii: "\n")])
        written += 1
      case .failure(let problem): open.listener.notice("\(post.id) is left out: \(problem.reason)")
      }
    }
    return written
  }

  private func setup(in open: OpenStudy) throws -> any AsksEndpoint {
    guard let setup = try open.context(for: coder, on: .cpu).setup() as? any AsksEndpoint else {
      throw UserError("\(coder) is no prompted coder, whose prompt a training file needs")
    }
    return setup
  }

  private func chosen(in open: OpenStudy) throws -> Set<String>? {
    let selection = try posts.selection(in: open, allowsNone: true)
    guard selection != .all else { return nil }
    var ids: Set<String> = []
    try open.study.forEachPage(in: selection) { ids.formUnion($0.map(\.id)) }
    return ids
  }
}
