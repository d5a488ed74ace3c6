import ContentCoding
import Foundation

extension RequestKey {
  private static let digestLength = 43

  /// The name of a request within a batch: its fingerprint in the URL-safe alphabet of base 64, and its repetition.
  ///
  /// At most 64 letters, digits, `-` and `_`, which is the least that endpoints take.
  var name: String {
    var bytes: [UInt8] = []
    var digits = fingerprint.hex.utf8.makeIterator()
    while let high = digits.next(), let low = digits.next() {
      bytes.append(Self.value(high) << 4 | Self.value(low))
    }
    let text = Data(bytes).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
    return "\(text)-\(repetition)"
  }

  /// Reads ``name``; nil for other texts.
  init?(name: String, endpoint: EndpointAddress) {
    let digest = name.prefix(Self.digestLength)
    let rest = name.dropFirst(Self.digestLength)
    let base64 = digest.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    guard rest.first == "-", let repetition = Int(rest.dropFirst()), repetition >= 0,
      let bytes = Data(base64Encoded: base64 + "="), bytes.count == 32
    else { return nil }
    self.init(
      endpoint: endpoint.text, fingerprint: Fingerprint(stored: bytes.hexadecimal), repetition: repetition)
    guard self.name == name else { return nil }
  }

  private static func value(_ digit: UInt8) -> UInt8 {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: 0
    }
  }
}
