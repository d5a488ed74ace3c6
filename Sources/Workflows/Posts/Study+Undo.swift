import Storage

extension Study {
  /// Takes the last import of posts or codings back.
  ///
  /// - Throws: ``UserError`` where there is none, or later codings depend on it.
  package func undoneImport() throws -> UndoneImport {
    do { return try undoImport() } catch let problem as UndoProblem {
      throw UserError(problem.description)
    }
  }
}
