import ContentCoding
import Storage

/// The codings and extractions that a coder reads as parts of posts, as they are now.
struct CodingsRead: Sendable {
  private let coder: String
  private let extractors: [ExtractorIdentity]
  private let read: [(reference: CodingReference, state: CodingState, isConfigured: Bool)]

  /// What `coder` reads in the study.
  ///
  /// - Throws: ``UserError`` where one that it reads has coded nothing.
  init(by coder: CoderConfiguration, in open: OpenStudy) throws {
    self.coder = coder.name
    let wanted = Set(coder.parameters.readings.joined().compactMap(\.extractor))
    extractors =
      wanted.isEmpty ? [] : try open.study.extractions().filter { wanted.contains($0.name) }.map(\.extractor)
    read = try coder.parameters.codingsRead.map { reference in
      let isConfigured = open.configuration.coder(named: reference.coder) != nil
      guard let state = try open.study.codingState(of: reference.coder), state.count > 0 else {
        throw UserError(
          "\(coder.name) reads what \(reference.coder) says of \(reference.variable), and \(reference.coder) "
            + (isConfigured
              ? "has coded nothing yet; run: codeframe code \(Shell.quoted(reference.coder))"
              : "is neither a coder in codeframe.yaml nor has it codings here"))
      }
      return (reference, state, isConfigured)
    }
  }

  /// The fingerprint of `recipe`, and of the codings and extractors where any are read.
  func fingerprint(of recipe: some Encodable) -> Fingerprint {
    let parts =
      [Fingerprint(of: recipe)] + (read.isEmpty ? [] : [Fingerprint(of: read.map(\.state))])
      + (extractors.isEmpty ? [] : [Fingerprint(of: extractors.map(\.fingerprint))])
    return parts.count == 1 ? parts[0] : Fingerprint(of: parts)
  }

  /// How many posts those that are read have not coded, and what to do, one sentence each.
  func shortfalls(in study: Study) throws -> [String] {
    try read.compactMap { reference, state, isConfigured in
      let count = try study.uncodedCount(
        coder: reference.coder, configuration: state.configuration, variables: [reference.variable],
        retry: .none)
      guard count > 0 else { return nil }
      return
        "\(reference.coder) has not coded \(reference.variable) of \(Figures.count(count, "post")), where \(coder) "
        + "has nothing of it to read; "
        + (isConfigured
          ? "run: codeframe code \(Shell.quoted(reference.coder))" : "import the rest of its codings")
    }
  }
}
