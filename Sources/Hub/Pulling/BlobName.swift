import ContentCoding
import Crypto

/// The name that the hub and its cache give to a file's bytes.
public enum BlobName: Hashable, Sendable {
  /// The SHA-256 of a large file, which is kept by LFS: 64 lower-case hexadecimal digits.
  case sha256(String)
  /// The object name that Git gives to any other, the SHA-1 of `blob SIZE`, a zero byte and the bytes: 40 digits.
  case git(String)

  /// Reads the name; nil where it is none of the two.
  public init?(_ text: String) {
    guard text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
    switch text.utf8.count {
    case 64: self = .sha256(text)
    case 40: self = .git(text)
    default: return nil
    }
  }

  /// The digits.
  public var text: String {
    switch self {
    case .sha256(let text), .git(let text): text
    }
  }

  /// What is hashed, for messages.
  var kind: String {
    switch self {
    case .sha256: "SHA-256"
    case .git: "Git blob"
    }
  }
}

/// Computes the name of bytes that come in pieces.
struct BlobHasher {
  private var sha256: SHA256?
  private var sha1: Insecure.SHA1?

  /// Begins a name of the same kind as `name`, for `size` bytes.
  init(like name: BlobName, size: Int64) {
    switch name {
    case .sha256: sha256 = SHA256()
    case .git:
      sha1 = Insecure.SHA1()
      sha1?.update(data: Array("blob \(size)\0".utf8))
    }
  }

  /// Takes the next bytes.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    sha256?.update(bufferPointer: bytes)
    sha1?.update(bufferPointer: bytes)
  }

  /// The name of all bytes so far.
  var digits: String { sha256?.finalize().hexadecimal ?? sha1?.finalize().hexadecimal ?? "" }
}
