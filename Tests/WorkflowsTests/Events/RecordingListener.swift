import Synchronization

@testable import Workflows

/// Remembers what a workflow says, and answers its questions.
final class RecordingListener: WorkflowListener {
  private struct State {
    var notices: [String] = []
    var progress: [WorkProgress] = []
    var questions: [String] = []
  }

  private let answer: Bool?
  private let state = Mutex(State())

  /// A listener that answers every question with `answer`.
  init(answering answer: Bool? = nil) {
    self.answer = answer
  }

  var notices: [String] { state.withLock { $0.notices } }
  var progress: [WorkProgress] { state.withLock { $0.progress } }
  var questions: [String] { state.withLock { $0.questions } }

  func notice(_ text: String) { state.withLock { $0.notices.append(text) } }

  func progress(_ progress: WorkProgress?) {
    state.withLock { state in
      if let progress { state.progress.append(progress) }
    }
  }

  func agrees(to question: String) -> Bool? {
    state.withLock { $0.questions.append(question) }
    return answer
  }
}
