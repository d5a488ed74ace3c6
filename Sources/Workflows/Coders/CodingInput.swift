import ContentCoding
import ModelCoders
import Storage

/// A coder whose answers to other variables an engagement coder goes by.
struct CodingInput: Sendable {
  let name: String
  let columns: [CodingColumn]
  /// What it has coded, as a fingerprint of the engagement coder sees it.
  let state: CodingState
  private let isConfigured: Bool

  /// The coder called `name`, with what it answers of the variables that the coder at `context` does not answer itself.
  ///
  /// - Throws: ``UserError`` where it has coded nothing, or nothing else.
  init(_ name: String, of context: CoderContext) throws {
    let open = context.open
    let configuration = open.configuration.coder(named: name)
    let known = try open.study.coders().first { $0.identity.name == name }
    guard let known, let state = try open.study.codingState(of: name), state.count > 0 else {
      throw UserError(
        configuration != nil
          ? "\(context.coder.name) uses the codings of \(name), which has coded nothing yet; run: codeframe code \(name)"
          : "\(context.coder.name) names \(name) in `codings`, which is neither a coder in codeframe.yaml nor has it codings here"
      )
    }
    let own = Set(context.variables.map(\.name))
    let answered =
      configuration.map { open.configuration.variables(of: $0).map(\.name) } ?? Array(known.counts.keys)
    columns = open.configuration.codebook.variables
      .filter { answered.contains($0.name) && !own.contains($0.name) }
      .map { CodingColumn(coder: name, variable: $0) }
    guard !columns.isEmpty else {
      throw UserError(
        "\(context.coder.name) uses the codings of \(name), which answers no other variable than "
          + "\(own.sorted().joined(separator: ", ")); remove it from `codings`")
    }
    self.name = name
    self.state = state
    isConfigured = configuration != nil
  }

  /// How many posts it has not coded, and what to do; nil where it has coded all.
  func shortfall(in study: Study) throws -> String? {
    let count = try study.uncodedCount(
      coder: name, configuration: state.configuration, variables: columns.map(\.variable.name), retry: .none)
    guard count > 0 else { return nil }
    return "\(name) has not coded \(Figures.count(count, "post")), whose answers count as missing; "
      + (isConfigured ? "run: codeframe code \(name)" : "import the rest of its codings")
  }
}
