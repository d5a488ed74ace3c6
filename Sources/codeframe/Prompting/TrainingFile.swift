import ContentCoding
import Prompting
import Storage

/// The lessons that a model can be fine-tuned on: a prompted coder's prompt about each gold post, with gold's answer.
struct TrainingFile {
  let bench: Workbench
  let selection: PostSelection

  /// Writes a line for each gold post that can be shown; posts in the test part of a split are left out.
  ///
  /// - Returns: how many lines were written.
  /// - Throws: ``UserError`` where the coder is not prompted, or there is no gold.
  func write(to put: ([UInt8]) throws -> Void) async throws -> Int {
    guard let workshop = try bench.workshop() as? PromptedWorkshop else {
      throw UserError("\(bench.coder.name) is no prompted coder, whose prompt a training file needs")
    }
    let gold = try bench.gold(of: bench.open.configuration.gold)
    let (_, posts) = try await bench.lesson(from: gold)
    let wanted = try chosen()
    let planner = try await workshop.planner()
    var written = 0
    for post in posts where wanted?.contains(post.id) ?? true {
      try Task.checkCancellation()
      switch try await planner.lesson(of: post, values: gold.values[post.id] ?? [:]) {
      case .success(let messages):
        try put(messages.trainingLine + [UInt8(ascii: "\n")])
        written += 1
      case .failure(let problem): Console.say("\(post.id) is left out: \(problem.reason)")
      }
    }
    return written
  }

  private func chosen() throws -> Set<String>? {
    guard selection != .all else { return nil }
    var ids: Set<String> = []
    try bench.open.study.forEachPage(in: selection) { ids.formUnion($0.map(\.id)) }
    return ids
  }
}
