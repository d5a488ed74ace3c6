import Foundation

/// A model that cannot be used for what was asked of it.
public struct EncoderProblem: Error, CustomStringConvertible, LocalizedError {
  /// What a model is used for.
  public enum Purpose: String, Sendable {
    case encodePictures = "encode pictures"
    case encodeTexts = "encode texts"
    case classifyPictures = "classify pictures"
    case writeTexts = "write texts"
    case findObjects = "find objects"
    case findFaces = "find faces"
    case readText = "read text in pictures"
  }

  let name: String
  let purpose: Purpose
  let message: String

  init(name: String, purpose: Purpose = .encodePictures, message: String) {
    self.name = name
    self.purpose = purpose
    self.message = message
  }

  /// The model and what is wrong with it.
  public var description: String { "\(name) cannot \(purpose.rawValue): \(message)" }
  /// The same as ``description``.
  public var errorDescription: String? { description }
}
