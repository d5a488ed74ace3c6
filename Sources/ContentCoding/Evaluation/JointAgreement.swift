import Reliability

/// Krippendorff's alpha over several coders at once, codings missing or not.
public struct JointAgreement: Encodable, Sendable {
  /// Whose codings are compared.
  public enum Scope: String, Encodable, Sendable {
    /// Every person, the one who counts as gold too.
    case people
    /// Every person but gold, which may be what the others agreed on.
    case peopleBesidesGold = "people besides gold"
    /// People and models, those left out that are made of others.
    case all = "people and models"
  }

  /// Which coders these are.
  public let scope: Scope
  /// Their names, sorted.
  public let coders: [String]
  /// The coefficient at the variable's level, over the posts of the frame.
  public let alpha: KrippendorffAlpha

  /// Agreement of `coders`; nil for fewer than two.
  init?(_ scope: Scope, of coders: [VariableCodings], variable: Variable, frame: EvaluationFrame) {
    let coders = coders.filter { !$0.isEmpty }.sorted { $0.coder.name < $1.coder.name }
    guard coders.count > 1 else { return nil }
    self.scope = scope
    self.coders = coders.map(\.coder.name)
    let posts = VariableCodings.posts(of: coders[...]).filter(frame.contains)
    if variable.type == .category || variable.type == .boolean {
      alpha = KrippendorffAlpha(
        places: coders.map { $0.labels(of: posts, in: variable) }, distance: variable.distance)
      return
    }
    let places = coders.map { $0.places(of: posts) }
    alpha = KrippendorffAlpha(
      posts.indices.lazy.map { post in
        zip(coders, places).map { coder, places -> CodedValue? in
          guard let value = places[post].flatMap(coder.value) else { return nil }
          return value.isOffered(by: variable) ? value : nil
        }
      }, of: variable, similarity: frame.similarities[variable.name])
  }

  /// The agreements that there are of a variable's coders, those of the same coders once.
  static func all(
    of codings: [VariableCodings], gold: String, variable: Variable, frame: EvaluationFrame
  ) -> [JointAgreement] {
    let people = codings.filter { $0.coder.kind == .person }
    let independent = codings.filter { !$0.coder.kind.isDerived && $0.coder.name != gold }
    let found = [
      JointAgreement(
        .peopleBesidesGold, of: people.filter { $0.coder.name != gold }, variable: variable, frame: frame),
      JointAgreement(.people, of: people, variable: variable, frame: frame),
      JointAgreement(.all, of: independent, variable: variable, frame: frame),
    ].compactMap(\.self)
    return found.enumerated().filter { place, agreement in
      !found[..<place].contains { $0.coders == agreement.coders }
    }.map(\.element)
  }
}

extension KrippendorffAlpha {
  /// Alpha with the distance of the variable's level, MASI for tags, for texts that of `similarity`.
  ///
  /// The units are the outer list, their codings the inner.
  init(_ units: some Sequence<[CodedValue?]>, of variable: Variable, similarity: TextSimilarity? = nil) {
    if variable.type == .openText, let similarity {
      self.init(texts: units.lazy.map { $0.map { $0?.openText } }, similarity: similarity)
      return
    }
    if variable.type == .tags {
      self.init(tags: units.lazy.map { $0.map { $0?.tagSet } })
      return
    }
    if variable.level == .nominal {
      self.init(nominal: units.lazy.map { $0.map { $0?.text } })
      return
    }
    let places = variable.labelPlaces
    let numbers = units.lazy.map { unit in
      unit.map { value in value.flatMap { $0.numberValue ?? places[$0.text].map(Double.init) } }
    }
    switch variable.level {
    case .ordinal: self.init(ordinal: numbers)
    case .ratio: self.init(ratio: numbers)
    case .interval, .nominal: self.init(interval: numbers)
    }
  }
}
