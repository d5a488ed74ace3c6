/// Whoever follows a workflow: a terminal, a page in a browser, a test.
///
/// A workflow prints nothing and reads nothing by itself. It calls its listener from any thread, often while it computes.
package protocol WorkflowListener: Sendable {
  /// A sentence for people while the work goes on; several lines are one notice.
  func notice(_ text: String)

  /// How far the work is: at most ten times a second, and nil where it has ended or its place is needed for words.
  func progress(_ progress: WorkProgress?)

  /// Whether the person agrees to what was said in the notices before; nil where nobody can be asked.
  ///
  /// - Throws: what keeps the person from being asked.
  func agrees(to question: String) throws -> Bool?
}

/// Nobody: what is said is lost, and nobody can be asked.
package struct NobodyListens: WorkflowListener {
  /// A listener that hears nothing.
  package init() {}

  /// Does nothing.
  package func notice(_ text: String) {}

  /// Does nothing.
  package func progress(_ progress: WorkProgress?) {}

  /// Nobody agrees, or does not.
  package func agrees(to question: String) -> Bool? { nil }
}
