import Crypto
import Foundation

/// A SHA-256 that stands for a value: equal values, equal fingerprints, on every machine.
public struct Fingerprint: Codable, Hashable, Sendable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hex: String

  /// The fingerprint of `value`'s JSON with sorted keys.
  ///
  /// `value` holds no `Set`, whose order in JSON differs from process to process; sort it to an array first.
  public init(of value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only a value that holds NaN or infinity fails to encode; its description still tells it from others.
    let bytes = (try? encoder.encode([value])) ?? Data(String(describing: value).utf8)
    self.init(ofBytes: bytes)
  }

  /// The fingerprint of raw bytes.
  public init(ofBytes bytes: some DataProtocol) {
    hex = SHA256.hash(data: bytes).hexadecimal
  }

  /// A fingerprint that was stored before.
  public init(stored hex: String) {
    self.hex = hex
  }

  /// The first 12 digits, which people read.
  public var short: String { String(hex.prefix(12)) }

  /// All digits.
  public var description: String { hex }

  /// Decodes the digits alone.
  public init(from decoder: any Decoder) throws {
    hex = try decoder.singleValueContainer().decode(String.self)
  }

  /// Encodes the digits alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}
