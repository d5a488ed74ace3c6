/// What goes wrong, once, with an answer.
public enum ChatFault: Hashable, Sendable {
  /// Too many requests, with the seconds after which to come back; nil to say nothing of it.
  case crowded(retryAfter: Double? = nil)
  /// An error of the server.
  case status(Int, message: String = "The server had an error", code: String? = nil, parameter: String? = nil)
  /// The answer is sent only when ``LocalChat/release()`` is called.
  case held
  /// The answer is late by so many seconds.
  case slow(Double)
  /// The connection is closed half-way through the body.
  case drop
  /// The connection is closed before the head.
  case hangUp
  /// The body ends in the middle of its JSON, and says so by its length.
  case truncated
  /// The model's text is another.
  case text(String)
  /// The model refuses.
  case refusal(String)
  /// The endpoint's filter stops the request.
  case contentFilter
  /// The reply says nothing of tokens, model and fingerprint.
  case bare
  /// The reply has this body, whatever it is.
  case body(String)
}
