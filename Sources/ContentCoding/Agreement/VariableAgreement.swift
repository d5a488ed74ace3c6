import Reliability

/// How far coders agree on one variable, none of them being the truth.
public struct VariableAgreement: Encodable, Sendable {
  /// The variable's name.
  public let variable: String
  /// Its type.
  public let type: VariableType
  /// Its level, which decides the distance in Krippendorff's alpha and whether categories have an order.
  public let level: MeasurementLevel
  /// The coders, in the order of the pairs' places.
  public let coders: [CoderIdentity]
  /// Codings left out because their value is none that the codebook offers today.
  public let retired: Int
  /// The figures.
  public let agreement: Agreement

  /// Agreement of the coders of `table`.
  ///
  /// - Parameters:
  ///   - table: The codings.
  ///   - posts: The posts that count; nil for all.
  ///   - groups: What keeps posts together when they are resampled; nil where nothing does.
  ///   - similarity: How alike open texts are; nil where only equal ones agree.
  ///   - bootstrap: How intervals are made.
  /// - Throws: ``ReliabilityError`` where the codebook's categories cannot be used.
  public init(
    of table: CodingMatrix, posts: Set<String>? = nil, groups: [String: String]? = nil,
    similarity: TextSimilarity? = nil,
    bootstrap: Bootstrap = Bootstrap()
  ) throws(ReliabilityError) {
    let variable = table.variable
    self.variable = variable.name
    type = variable.type
    level = variable.level
    coders = table.coders
    retired = table.retired
    let places = table.places(of: posts)
    let groups = groups.map { groups in places.map { groups[table.posts[$0]] ?? table.posts[$0] } }
    switch variable.type {
    case .category, .boolean:
      agreement = try Agreement(
        categories: variable.labels, codings: table.labels(at: places), distance: variable.distance,
        groups: groups, bootstrap: bootstrap)
    case .tags:
      agreement = try Agreement(
        tags: variable.labels, codings: table.codings(at: places, missing: nil) { $0.tagSet }, groups: groups,
        bootstrap: bootstrap)
    case .number:
      agreement = try Agreement(
        numbers: table.codings(at: places, missing: nil) { $0.numberValue }, distance: variable.distance,
        groups: groups, bootstrap: bootstrap)
    case .openText:
      agreement = try Agreement(
        texts: table.codings(at: places, missing: nil) { $0.openText }, similarity: similarity,
        groups: groups, bootstrap: bootstrap)
    }
  }

  /// The figure that stands for all where there is room for one: alpha at the variable's level.
  public var main: Statistic { agreement.statistics[.alpha] ?? agreement.statistics[0] }

  /// The names of a pair's coders.
  public func names(of pair: Agreement.OfPair) -> [String] { pair.coders.map { coders[$0].name } }
}

extension Variable {
  /// How the distance of two values is measured in Krippendorff's alpha.
  var distance: KrippendorffAlpha.Distance {
    guard type != .tags else { return .masi }
    return switch level {
    case .nominal: .nominal
    case .ordinal: .ordinal
    case .interval: .interval
    case .ratio: .ratio
    }
  }
}
