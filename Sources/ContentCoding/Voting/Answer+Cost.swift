extension Answer {
  /// The detail in which an answer made of others holds what these have cost, in US dollars.
  public static let membersCost = "members_cost"

  /// The price with that of the answers it is made of; nil where nothing was paid or the price is unknown.
  public var wholeCost: Double? { cost ?? details[Self.membersCost].flatMap(Double.init) }
}
