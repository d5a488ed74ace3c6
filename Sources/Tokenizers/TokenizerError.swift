import Foundation

/// Why a `tokenizer.json` cannot be used.
public struct TokenizerError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    /// The operating system's words for why the file cannot be read.
    case unreadable(String)
    /// The text is not JSON, from this byte on.
    case notJSON(reason: String, byte: Int)
    /// A part that this room does not have, such as `normalizer Foo`.
    case unsupported(String)
    /// A value that is missing, of the wrong type or out of range; `at` is its path, such as `model.vocab`.
    case malformed(at: String, reason: String)
  }

  /// What is wrong.
  public var kind: Kind
  /// The path of the file, where there is one.
  public var file: String?

  /// Describes trouble of a kind.
  public init(_ kind: Kind, file: String? = nil) {
    self.kind = kind
    self.file = file
  }

  static func unsupported(_ part: String) -> TokenizerError { TokenizerError(.unsupported(part)) }

  static func malformed(_ path: String, _ reason: String) -> TokenizerError {
    TokenizerError(.malformed(at: path, reason: reason))
  }
}

extension TokenizerError: CustomStringConvertible, LocalizedError {
  /// `FILE: what is wrong`.
  public var description: String { "\(file ?? "tokenizer.json"): \(kind)" }

  /// The same as `description`.
  public var errorDescription: String? { description }
}

extension TokenizerError.Kind: CustomStringConvertible {
  /// What is wrong, without the file.
  public var description: String {
    switch self {
    case .unreadable(let reason): reason
    case .notJSON(let reason, let byte): "not JSON at byte \(byte): \(reason)"
    case .unsupported(let part): "\(part) is not supported"
    case .malformed(let path, let reason): "\(path) \(reason)"
    }
  }
}
