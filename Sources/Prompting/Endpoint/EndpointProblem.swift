import Foundation

/// Why a whole run stops: what every other request would meet as well.
public enum EndpointProblem: Error, Hashable, Sendable {
  /// The text is no address of an endpoint; it is not repeated, as it may hold a password.
  case badAddress
  /// The environment variable is unset or empty.
  case noKey(variable: String)
  /// The environment variable holds what cannot be sent.
  case badKey(variable: String)
  /// The endpoint does not take the request: 400 and 422.
  case badRequest(endpoint: String, message: String)
  /// The endpoint does not know the key: 401.
  case keyRefused(endpoint: String, variable: String?, message: String)
  /// The key may not do this: 403.
  case forbidden(endpoint: String, message: String)
  /// The endpoint has no such model or place: 404.
  case notFound(endpoint: String, model: String, message: String)
  /// The account's money is spent: 402, and 429 with `insufficient_quota`.
  case quotaSpent(endpoint: String, message: String)
  /// The endpoint asks to wait longer than a run waits.
  case busy(endpoint: String, seconds: Int)
  /// The endpoint sends elsewhere.
  case redirected(endpoint: String, place: String)
  /// The endpoint never answered.
  case unreachable(endpoint: String, message: String)
}

extension EndpointProblem: CustomStringConvertible, LocalizedError {
  /// What is wrong, in the endpoint's words, and what to do.
  public var description: String {
    switch self {
    case .badAddress:
      "the endpoint is no address; write one such as https://api.openai.com/v1 or http://localhost:8000/v1, "
        + "without user, password or query"
    case .noKey(let variable):
      "the environment variable \(variable) holds no key; set it, for example: export \(variable)=..."
    case .badKey(let variable):
      "the environment variable \(variable) holds characters that no key has; check what was pasted there"
    case .badRequest(let endpoint, let message):
      "\(endpoint) does not take the request: \(message)"
    case .keyRefused(let endpoint, nil, let message):
      "\(endpoint) wants a key: \(message); name the environment variable that holds it with key-from"
    case .keyRefused(let endpoint, let variable?, let message):
      "\(endpoint) refused the key in \(variable): \(message); check the variable and that the key is this endpoint's"
    case .forbidden(let endpoint, let message):
      "\(endpoint) does not allow it: \(message); check the account's rights to this model"
    case .notFound(let endpoint, let model, let message):
      "\(endpoint) has no model \"\(model)\", or is no chat endpoint: \(message); check model and endpoint"
    case .quotaSpent(let endpoint, let message):
      "the account at \(endpoint) has no money or quota left: \(message); what was answered is kept, and the run "
        + "goes on where it was"
    case .busy(let endpoint, let seconds):
      "\(endpoint) asks to come back in \(seconds) seconds; what was answered is kept, and the same command goes on "
        + "where this run was"
    case .redirected(let endpoint, let place):
      "\(endpoint) sends on to \(place), and keys are not sent after; write that address if it is right"
    case .unreachable(let endpoint, let message): "\(endpoint): \(message)"
    }
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
