import ContentCoding

extension OpenStudy {
  /// Refuses what cannot be the name of a new `kind`.
  ///
  /// - Throws: ``UserError``, which says what is wrong.
  static func check(name: String, of kind: String) throws {
    if let problem = PlainName.problem(with: name, of: kind) { throw UserError(problem) }
  }

  /// - Throws: ``UserError`` where the study has a sample called `name`.
  func checkIsNew(sample name: String) throws {
    guard try !study.hasSample(name) else {
      throw UserError("the study has a sample \(name) already; give another name")
    }
  }
}
