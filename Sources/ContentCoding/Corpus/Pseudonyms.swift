import Crypto
import Foundation

/// Replaces ids and authors by keyed hashes, the same id always by the same hash.
///
/// HMAC-SHA-256 under a key that stays in the study: without the key nobody can find an id by trying all of them.
public struct Pseudonyms: Sendable {
  private let key: SymmetricKey

  /// Pseudonyms under `key`, which should hold at least 32 random bytes.
  public init(key: Data) {
    self.key = SymmetricKey(data: key)
  }

  /// The pseudonym of `name`: `p` and 20 hexadecimal digits.
  public func callAsFunction(_ name: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data(name.utf8), using: key)
    return "p" + code.prefix(10).hexadecimal
  }
}
