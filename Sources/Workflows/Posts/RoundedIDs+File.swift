import Tables

extension RoundedIDs {
  /// Does `work`, and where ids of `file` turn out to be rounded, says in which file they stand.
  ///
  /// - Throws: what `work` throws, a ``Finding`` with the file's name.
  static func naming<Result>(file: String, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let finding as Finding {
      throw UserError("\(file): \(finding)\nnothing was imported")
    }
  }
}
