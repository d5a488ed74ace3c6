import ContentCoding
import Storage

extension OpenStudy {
  /// The values that `coder` gave to `variable`, by post, those that the codebook offers today.
  func values(of variable: Variable, by coder: String) throws -> [String: CodedValue] {
    var values: [String: CodedValue] = [:]
    try study.forEachCurrentCoding(coder: coder, variable: variable.name) { record in
      guard let value = record.coding.answer.value, value.isOffered(by: variable) else { return }
      values[record.coding.postID] = value
    }
    return values
  }

  /// The current codings of `coder` by variable, each as `trim` leaves it.
  func variableCodings(
    of coder: CoderIdentity, _ trim: (inout Coding) -> Void = { _ in }
  ) throws -> [String: VariableCodings] {
    var byVariable: [String: [String: Coding]] = [:]
    try study.forEachCurrentCoding(coder: coder.name) { record in
      var coding = record.coding
      trim(&coding)
      byVariable[coding.variable, default: [:]][coding.postID] = coding
    }
    return byVariable.mapValues { VariableCodings(coder: coder, byPost: $0) }
  }

  /// The variable called `name`; all of the codebook where there is no name.
  func variables(named name: String?) throws -> [Variable] {
    try name.map { [try existingVariable($0)] } ?? configuration.codebook.variables
  }
}
