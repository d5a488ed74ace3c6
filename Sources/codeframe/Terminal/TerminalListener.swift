import Foundation
import Workflows

/// Tells the person at the terminal what a workflow says: notices and progress on standard error, questions at the prompt.
struct TerminalListener: WorkflowListener {
  func notice(_ text: String) { Console.interject(text) }

  func progress(_ progress: WorkProgress?) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    Output.say("\r\u{1B}[K" + (progress?.text ?? ""))
  }

  func agrees(to question: String) throws -> Bool? { try Question.ask(question) }
}
