import ContentCoding
import Reliability
import Storage

/// Says how far coders agree, none of whom counts as the truth.
package struct MeasureAgreement: Workflow, Sendable {
  /// Whose codings are compared, and on which posts.
  package var choice: AgreementChoice
  /// What figures are broken down by besides: a column, `month(time)`, `sample` or `codebook`; nil for nothing.
  package var by: String?

  /// What each coder has coded, where that is known already.
  private var coded: [CoderSummary]?

  /// The agreement of `choice`.
  package init(_ choice: AgreementChoice, by: String? = nil) {
    self.choice = choice
    self.by = by
  }

  /// The agreement of the people among coders that have been counted.
  init(ofPeopleAmong coded: [CoderSummary]) {
    choice = .ofPeople
    self.coded = coded
  }

  package func run(in open: OpenStudy) async throws -> StudyAgreement {
    let parts = try by.map { try AgreementParts(named: $0, in: open) }
    let selection = try choice.posts.selection(in: open)
    let bootstrap = Bootstrap(seed: open.configuration.seed)
    let coded = try coded ?? open.study.coders()
    var variables: [StudyAgreement.OfVariable] = []
    for variable in try choice.variables(in: open) {
      try Task.checkCancellation()
      let coders = try choice.coders(of: variable, among: coded, in: open)
      guard coders.compared.count > 1 else {
        variables.append(.undecided(variable, coders))
        continue
      }
      let table = try open.codingMatrix(of: variable, by: coders.compared, in: selection)
      let groups = try open.resamplingGroups(ofIDs: table.posts)
      let similarity = try await open.similarity(of: Set(table.values), answering: variable)
      let agreement = try VariableAgreement(
        of: table, groups: groups, similarity: similarity, bootstrap: bootstrap)
      let pieces =
        try parts?.tables(of: variable, by: coders.compared, whole: table, in: open, selection) ?? []
      variables.append(
        StudyAgreement.OfVariable(
          variable: variable.name, scope: coders.scope, agreement: agreement, others: coders.others,
          parts: try pieces.map { piece in
            try Task.checkCancellation()
            return StudyAgreement.Part(
              value: piece.value,
              agreement: try VariableAgreement(
                of: piece.table, posts: piece.posts, groups: groups, similarity: similarity,
                bootstrap: bootstrap))
          }))
    }
    return StudyAgreement(basis: choice.basis, by: by, variables: variables)
  }
}

/// Whose codings are compared, and on which posts.
package struct AgreementChoice: Sendable {
  /// The coders; empty for the people, or where there are not two of them, for all coders that are not made of others.
  package var coders: [String] = []
  /// Whether models are left out where there are not two people.
  private var isOfPeopleAlone = false
  /// The variable; nil for all.
  package var variable: String?
  /// The posts.
  package var posts = PostChoice()

  /// The codings of every variable, on all posts.
  package init() {}

  /// The people's codings, whether or not there are two of them.
  static var ofPeople: AgreementChoice {
    var choice = AgreementChoice()
    choice.isOfPeopleAlone = true
    return choice
  }

  /// The coders of one variable.
  struct Coders {
    let scope: StudyAgreement.Scope
    let compared: [CoderIdentity]
    /// Coders of the variable that are left out.
    let others: [String]
  }

  /// On which posts, in words.
  var basis: String {
    let parts =
      (posts.sample.map { ["the posts of the sample \($0)"] } ?? [])
      + posts.filters.map { "the posts for which \($0.text) holds" }
    return parts.isEmpty ? "the posts that coders have in common" : parts.joined(separator: ", ")
  }

  func variables(in open: OpenStudy) throws -> [Variable] {
    try open.variables(named: variable)
  }

  /// The coders of `variable` among those that have been counted.
  ///
  /// - Throws: ``UserError`` where fewer than two are named, or one that has coded nothing.
  func coders(of variable: Variable, among coded: [CoderSummary], in open: OpenStudy) throws -> Coders {
    let all = coded.filter { ($0.counts[variable.name]?[.coded] ?? 0) > 0 }.map(\.identity)
      .sorted { $0.name < $1.name }
    if !coders.isEmpty {
      try open.requireCodings(of: coders)
      guard Set(coders).count > 1 else { throw UserError("agreement takes two coders; name them as a,b") }
      return Coders(
        scope: .named, compared: coders.compactMap { name in all.first { $0.name == name } }, others: [])
    }
    let gold = open.configuration.gold
    let people = all.filter { $0.kind == .person && !Person.isApart($0.name) }
    // Gold may be what the others agreed on: then it says nothing of their agreement.
    let candidates: [(StudyAgreement.Scope, [CoderIdentity])] = [
      (.peopleBesidesGold, people.filter { $0.name != gold }), (.people, people),
      (.all, all.filter { !$0.kind.isDerived && !Person.isApart($0.name) }),
    ]
    let (scope, compared) =
      candidates.first { $0.1.count > 1 && !(isOfPeopleAlone && $0.0 == .all) }
      ?? (isOfPeopleAlone ? candidates[1] : candidates[2])
    return Coders(
      scope: scope, compared: compared, others: all.filter { !compared.contains($0) }.map(\.name))
  }
}

extension OpenStudy {
  /// The current codings of `variable` by `coders`.
  func codingMatrix(
    of variable: Variable, by coders: [CoderIdentity], in selection: PostSelection
  ) throws -> CodingMatrix {
    var table = CodingMatrix(variable)
    for coder in coders {
      try study.forEachCurrentCoding(
        coder: coder.name, variable: variable.name, in: selection, withScores: { _ in false }
      ) {
        table.add($0.coding, by: coder)
      }
    }
    return table
  }
}
