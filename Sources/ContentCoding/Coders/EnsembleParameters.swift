/// The parameters of an ensemble: a coder that makes one answer of other coders'.
public struct EnsembleParameters: Codable, Hashable, Sendable {
  /// The coders whose answers it is made of; of a cascade the cheap one, then the dear one.
  public var members: [String]
  /// How their answers become one.
  public var rule: EnsembleRule
  /// What a cascade's threshold is set by; nil for the other rules.
  public var target: CascadeTarget?
  /// The coder whose codings are learned from.
  public var learnsFrom: String

  /// Parameters with the documented defaults.
  public init(
    members: [String], rule: EnsembleRule = .majority, target: CascadeTarget? = nil,
    learnsFrom: String = "gold"
  ) {
    self.members = members
    self.rule = rule
    self.target = target
    self.learnsFrom = learnsFrom
  }

  /// Whether something is fitted to gold codings.
  public var learns: Bool { rule.learns }
}

extension EnsembleParameters: CoderParameters {
  /// The kind of coder.
  public static let kind = CoderKind.ensemble
  /// Whose codings the members are weighed by; nil for a rule that learns nothing.
  public var teacher: String? { learns ? learnsFrom : nil }
  /// What is looked at.
  public var readings: [[PostPart]] { [[]] }
  /// The members.
  public var namedSources: [String] { members }
}

/// How the answers of several coders become one.
public enum EnsembleRule: String, Codable, CaseIterable, Sendable {
  /// What most members answer; see ``Voting/majority(_:on:)``.
  case majority
  /// The same, each member weighted by its accuracy on gold.
  case weighted
  /// The mean of the members' scores; see ``Voting/mean(_:on:)``.
  case mean
  /// A logistic regression on the members' scores (Wolpert 1992).
  case stacking
  /// The first member where it is sure, else the second.
  case cascade

  /// Whether the rule is fitted to gold codings.
  public var learns: Bool { self != .majority && self != .mean }
}

/// What the threshold of a cascade is set by.
public enum CascadeTarget: Codable, Hashable, Sendable {
  /// The share of gold posts that the cascade shall answer right, asking the dear coder as seldom as that allows.
  case accuracy(Double)
  /// The largest share of gold posts that the dear coder may be asked about.
  case budgetShare(Double)
}
