import ContentCoding
import Storage

/// A member of an ensemble: a coder of the study's file, or an imported model.
struct EnsembleMember: Sendable {
  let name: String
  /// Its part of the file; nil for an imported model.
  let configuration: CoderConfiguration?
  /// What it has coded, as a fingerprint of the ensemble sees it.
  let state: CodingState
  /// The variables of the ensemble that it answers.
  let variables: [String]

  /// The members of the ensemble at `context`, in their order.
  ///
  /// - Throws: ``UserError`` where one is unknown, a person, or has coded nothing.
  static func members(_ names: [String], of context: CoderContext) throws -> [EnsembleMember] {
    let known = Dictionary(
      try context.open.study.coders().map { ($0.identity.name, $0) }, uniquingKeysWith: { first, _ in first })
    return try names.map { name in
      let configuration = context.open.configuration.coder(named: name)
      guard let summary = known[name], let state = try context.open.study.codingState(of: name),
        state.count > 0
      else {
        throw UserError(
          configuration != nil
            ? "\(context.coder.name) is made of \(names.joined(separator: ", ")), and \(name) has coded nothing yet; "
              + "run: codeframe code \(name)"
            : "\(context.coder.name) names the member \(name), which is neither a coder in codeframe.yaml nor an imported "
              + "model; \(Self.choice(in: context, among: known.values.map(\.identity)))")
      }
      if configuration == nil, summary.identity.kind == .person {
        throw UserError(
          "\(context.coder.name) names the member \(name), a person; an ensemble is made of coders in codeframe.yaml and "
            + "imported models (codeframe import codings FILE --kind model)")
      }
      let answered = configuration.map { context.open.configuration.variables(of: $0).map(\.name) }
      return EnsembleMember(
        name: name, configuration: configuration, state: state,
        variables: context.variables.map(\.name).filter {
          answered?.contains($0) ?? (summary.counts[$0] != nil)
        })
    }
  }

  private static func choice(in context: CoderContext, among known: [CoderIdentity]) -> String {
    let names =
      context.open.configuration.coders.map(\.name).filter { $0 != context.coder.name }
      + known.filter { $0.kind == .model }.map(\.name).sorted()
    return names.isEmpty ? "there is none yet" : "there are \(names.joined(separator: ", "))"
  }

  /// How many posts of the study it has no coding of.
  func uncodedCount(in study: Study) throws -> Int {
    try study.uncodedCount(
      coder: name, configuration: state.configuration, variables: variables, retry: .none)
  }
}

extension StudyConfiguration {
  /// The coders whose codings `coder` learns from, itself or through the members that it is made of.
  func teachers(of coder: CoderConfiguration) -> Set<String> {
    var teachers: Set<String> = []
    var seen: Set<String> = []
    var open = [coder]
    while let next = open.popLast() {
      guard seen.insert(next.name).inserted else { continue }
      if let teacher = next.parameters.teacher { teachers.insert(teacher) }
      let read =
        next.parameters.kind.isDerived ? next.parameters.sources : next.parameters.codingsRead.map(\.coder)
      open += read.compactMap(coder(named:))
    }
    return teachers
  }
}
