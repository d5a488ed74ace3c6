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

  /// The current codings of `coder` by variable, in full.
  func variableCodings(of coder: CoderIdentity) throws -> [String: VariableCodings] {
    try variableCodings(of: coder, inFullOn: .all)
  }

  /// The current codings of `coder` by variable.
  ///
  /// - Parameters:
  ///   - coder: Who coded.
  ///   - selection: The posts of which reasons, scores and details are kept too.
  ///   - visit: Is given each coding.
  /// - Returns: The codings.
  /// - Throws: What keeps the study from being read.
  func variableCodings(
    of coder: CoderIdentity, inFullOn selection: PostSelection, visiting visit: (Coding) -> Void = { _ in }
  ) throws -> [String: VariableCodings] {
    var byVariable: [String: VariableCodings.Builder] = [:]
    func add(_ coding: Coding, inFull: Bool) {
      byVariable[coding.variable, default: VariableCodings.Builder(coder: coder)].add(coding, inFull: inFull)
      visit(coding)
    }
    guard selection != .all else {
      try study.forEachCurrentCoding(coder: coder.name) { add($0.coding, inFull: true) }
      return byVariable.mapValues { $0.built() }
    }
    var whole: [String: [String: Coding]] = [:]
    try study.forEachCurrentCoding(coder: coder.name, in: selection) { record in
      whole[record.coding.postID, default: [:]][record.coding.variable] = record.coding
    }
    try study.forEachCurrentValue(coder: coder.name) { bare in
      let coding = whole[bare.postID]?[bare.variable]
      add(coding ?? bare, inFull: coding != nil)
    }
    return byVariable.mapValues { $0.built() }
  }

  /// The variable called `name`; all of the codebook where there is no name.
  func variables(named name: String?) throws -> [Variable] {
    try name.map { [try existingVariable($0)] } ?? configuration.codebook.variables
  }
}
