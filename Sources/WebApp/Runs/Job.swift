import Foundation
import Workflows

/// A workflow that somebody started in the browser, as it stands.
struct Job: Sendable {
  /// What became of it.
  enum State: Sendable, Equatable {
    case running
    case done
    case failed
    case stopped
  }

  /// A question that the work waits for.
  struct Question: Sendable, Equatable {
    let number: Int
    let text: String
  }

  let number: Int
  /// What is done, as a command would say it.
  let title: String
  let startedAt: Date
  var state = State.running
  var progress: WorkProgress?
  /// What was said meanwhile, and at the end; the newest last.
  var notices: [String] = []
  var question: Question?

  /// More lines than this are not kept.
  static let noticeLimit = 200
}
