/// What a person asks of a study: a value with parameters.
///
/// It says what it does through the study's ``OpenStudy/listener``, stops between two steps where its task is cancelled, and
/// gives a result that a terminal or a page puts into words.
package protocol Workflow {
  /// What comes of it.
  associatedtype Outcome

  /// Does the work on `open`.
  ///
  /// - Throws: ``UserError`` where it cannot be done; `CancellationError` where it was stopped.
  func run(in open: OpenStudy) async throws -> Outcome
}
