import Foundation

/// Why the engine could not be had, a model not be opened, or a run not be done.
public struct InferenceError: Error, Hashable, Sendable {
  /// What kind of thing went wrong.
  public enum Code: Hashable, Sendable {
    /// No usable ONNX Runtime library was found.
    case library
    /// The model file is missing, damaged, or uses something that the library does not have.
    case model
    /// The provider that was asked for is not there.
    case provider
    /// A tensor's shape, type or name does not fit.
    case tensor
    /// The engine failed while it computed.
    case run
  }

  /// What kind of thing went wrong.
  public let code: Code
  /// The file of the model, where one was in hand.
  public let model: URL?
  /// What is wrong and what to do, without the model's name.
  public let message: String

  /// An error of a kind, with the model in hand and the whole message for a person.
  public init(_ code: Code, model: URL? = nil, _ message: String) {
    self.code = code
    self.model = model
    self.message = message
  }

  /// Whether the engine could not have the memory that it asked for, in the words of the C++ library that it is built on.
  var isLackOfMemory: Bool { message.contains("bad_alloc") || message.contains("Failed to allocate memory") }

  func about(_ model: URL) -> InferenceError { InferenceError(code, model: self.model ?? model, message) }
}

extension InferenceError: CustomStringConvertible, LocalizedError {
  /// The model's path, where there is one, and the message.
  public var description: String { model.map { "\($0.path): \(message)" } ?? message }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
