import ContentCoding
import Foundation

extension Feature {
  /// A note of what an extractor saw.
  ///
  /// - Throws: what the encoder throws, for a number that is not finite.
  public init(noting sight: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    self = .note(String(decoding: try encoder.encode(sight), as: UTF8.self))
  }

  /// What was noted; nil where this is no note, or one of another form.
  public func noted<Sight: Decodable>(as type: Sight.Type) -> Sight? {
    guard case .note(let text) = self else { return nil }
    return try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
