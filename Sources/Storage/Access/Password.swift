import CryptoExtras
import Foundation

/// A password as it is kept: its scrypt key (RFC 7914) with a salt of its own, and what the key cost.
public struct Password: Hashable, Sendable {
  /// What is kept: `scrypt`, rounds, block size, lanes, salt and key, with dollar signs between them.
  public let text: String

  /// Passwords shorter than this are refused (NIST SP 800-63B asks for eight at least).
  public static let shortest = 10
  private static let longest = 1000

  /// What a key costs: 32 MiB of memory, three times over, as OWASP's password storage sheet asks for.
  private static let cost = Cost(rounds: 1 << 15, blockSize: 8, lanes: 3)
  private static let keyBytes = 32
  private static let saltBytes = 16

  private struct Cost {
    let rounds, blockSize, lanes: Int

    func key(of password: String, salt: Data) throws -> Data {
      let key = try KDF.Scrypt.deriveKey(
        from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt,
        outputByteCount: Password.keyBytes, rounds: rounds, blockSize: blockSize, parallelism: lanes,
        maxMemory: 256 << 20)
      return key.withUnsafeBytes { Data($0) }
    }
  }

  /// Why a password cannot be one.
  public enum Problem: Error, Hashable, Sendable {
    case tooShort
    case tooLong
  }

  /// What is kept of `password`.
  ///
  /// - Throws: ``Problem``, or an error of the library where there is no memory.
  public init(_ password: String) throws { try self.init(password, at: Self.cost) }

  /// What is kept of `password`, at another cost.
  init(_ password: String, rounds: Int) throws {
    try self.init(password, at: Cost(rounds: rounds, blockSize: 8, lanes: 1))
  }

  private init(_ password: String, at cost: Cost) throws {
    guard password.count >= Self.shortest else { throw Problem.tooShort }
    guard password.utf8.count <= Self.longest else { throw Problem.tooLong }
    var generator = SystemRandomNumberGenerator()
    let salt = Data((0..<Self.saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    let key = try cost.key(of: password, salt: salt)
    let numbers = [cost.rounds, cost.blockSize, cost.lanes].map(String.init)
    text = (["scrypt"] + numbers + [salt, key].map { $0.base64EncodedString() }).joined(separator: "$")
  }

  /// A password as it was kept.
  init(kept text: String) { self.text = text }

  /// Whether `password` is the one that was kept; false where what was kept cannot be read.
  ///
  /// It takes as long for a wrong password as for a right one.
  public func fits(_ password: String) -> Bool {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", password.utf8.count <= Self.longest,
      let rounds = Int(parts[1]), let blockSize = Int(parts[2]), let lanes = Int(parts[3]),
      let salt = Data(base64Encoded: parts[4]), let kept = Data(base64Encoded: parts[5]),
      kept.count == Self.keyBytes,
      let key = try? Cost(rounds: rounds, blockSize: blockSize, lanes: lanes).key(of: password, salt: salt)
    else { return false }
    return zip(key, kept).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Takes as long as a password that does not fit, for names that nobody has.
  public static func takeAsLong(_ password: String) {
    _ = try? cost.key(of: String(password.prefix(longest)), salt: Data(count: saltBytes))
  }
}
