import ContentCoding
import Storage

extension OpenStudy {
  /// The values that `coder` gave to `variable`, by post, those that the codebook offers today.
  func values(of variable: Variable, by coder: String) throws -> [String: CodedValue] {
    var values: [String: CodedValue] = [:]
    try study.forEachCurrentCoding(
      coder: coder, variable: variable.name, withScores: { _ in false }
    ) { record in
      guard let value = record.coding.answer.value, value.isOffered(by: variable) else { return }
      values[record.coding.postID] = value
    }
    return values
  }

  /// The current codings of `coder` by variable, in full on the posts for which `inFull` holds; `visit` is given each.
  func variableCodings(
    of coder: CoderIdentity, inFull: (String) -> Bool = { _ in true },
    visiting visit: (Coding) -> Void = { _ in }
  ) throws -> [String: VariableCodings] {
    var byVariable: [String: VariableCodings.Builder] = [:]
    try study.forEachCurrentCoding(coder: coder.name, withScores: inFull) { record in
      byVariable[record.coding.variable, default: VariableCodings.Builder(coder: coder)]
        .add(record.coding, inFull: inFull(record.coding.postID))
      visit(record.coding)
    }
    return byVariable.mapValues { $0.built() }
  }

  /// The variable called `name`; all of the codebook where there is no name.
  func variables(named name: String?) throws -> [Variable] {
    try name.map { [try existingVariable($0)] } ?? configuration.codebook.variables
  }
}
