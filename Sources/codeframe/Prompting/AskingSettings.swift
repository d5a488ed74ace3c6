import Prompting

/// How endpoints are asked in one call of the program; nothing of it changes an answer.
struct AskingSettings: Sendable {
  /// US dollars that may be spent; nil for no limit.
  var budget: Double?
  /// How fast is asked.
  var limits = RequestLimits()
  /// Whether answers that were paid before are asked for anew.
  var isFresh = false
  /// Whether nothing will be sent, so that no key is needed.
  var isDry = false
}
