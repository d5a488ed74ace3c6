import Crypto
import Foundation

/// The order in which posts are drawn: by a hash of purpose, seed and id, so that the order of import does not matter.
///
/// The key of an id is the first 64 bits of the SHA-256 of `PURPOSE SEED ID`. Over seeds every order is as likely as
/// another, so the first n of a list are a simple random draw without replacement.
public struct DrawOrder: Hashable, Sendable {
  private let prefix: String

  /// The order of one seed and purpose; two purposes of one seed give orders that have nothing to do with each other.
  public init(seed: UInt64, purpose: String) {
    prefix = "\(purpose) \(seed) "
  }

  /// The order by hashes of `beginning` and id, as parts of the program that are older than others began them.
  public init(beginning: String) {
    prefix = beginning
  }

  /// Where `id` stands.
  public func key(of id: String) -> UInt64 {
    var hash = SHA256()
    hash.update(data: Data(prefix.utf8))
    hash.update(data: Data(id.utf8))
    return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The first `count` of `ids` in this order, all of them where there are fewer.
  public func first(_ count: Int, of ids: some Sequence<String>) -> [String] {
    ids.map { (key: key(of: $0), id: $0) }
      .sorted { ($0.key, $0.id) < ($1.key, $1.id) }
      .prefix(max(0, count)).map(\.id)
  }

  /// `ids` in this order.
  public func sorted(_ ids: some Sequence<String>) -> [String] {
    first(.max, of: ids)
  }
}
