/// Requests under way, so that one that is asked by several tasks at once is sent once.
actor SharedRequests {
  typealias Answer = Result<ChatReply, Unanswered>

  private struct Underway {
    let task: Task<Answer, any Error>
    var askers: Int
  }

  private var underway: [RequestKey: Underway] = [:]

  /// Joins the request under way, or begins it; it is cancelled when all who asked are.
  func run(_ key: RequestKey, _ body: @escaping @Sendable () async throws -> Answer) async throws -> Answer {
    try Task.checkCancellation()
    let task: Task<Answer, any Error>
    if var known = underway[key] {
      known.askers += 1
      underway[key] = known
      task = known.task
    } else {
      task = Task { try await body() }
      underway[key] = Underway(task: task, askers: 1)
    }
    defer { if underway[key]?.task == task { underway[key] = nil } }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      Task { await self.leave(key, task) }
    }
  }

  private func leave(_ key: RequestKey, _ task: Task<Answer, any Error>) {
    guard var known = underway[key], known.task == task else { return }
    known.askers -= 1
    underway[key] = known
    guard known.askers <= 0 else { return }
    underway[key] = nil
    task.cancel()
  }
}
