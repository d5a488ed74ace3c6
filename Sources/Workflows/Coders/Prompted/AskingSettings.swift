import Prompting

/// How endpoints are asked in one call of the program; nothing of it changes an answer.
package struct AskingSettings: Sendable {
  /// US dollars that may be spent; nil for no limit.
  package var budget: Double?
  /// How fast is asked.
  package var limits = RequestLimits()
  /// Whether answers that were paid before are asked for anew.
  package var isFresh = false
  /// Whether nothing will be sent, so that no key is needed.
  package var isDry = false

  package init(
    budget: Double? = nil, limits: RequestLimits = RequestLimits(), isFresh: Bool = false, isDry: Bool = false
  ) {
    self.budget = budget
    self.limits = limits
    self.isFresh = isFresh
    self.isDry = isDry
  }
}
