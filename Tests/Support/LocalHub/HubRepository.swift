import Crypto
import Foundation

/// A model's repository on the local hub.
public struct HubRepository: Sendable {
  /// A file of it.
  public struct File: Sendable {
    /// Its bytes.
    public let bytes: [UInt8]
    /// Whether it is kept by LFS, on the second server.
    public let isLarge: Bool
    /// The SHA-256 of the bytes.
    public let sha256: String
    /// The name of Git for the bytes: of a large file, for the pointer that stands for it.
    public let blobID: String

    /// A file.
    public init(_ bytes: [UInt8], isLarge: Bool = false) {
      self.bytes = bytes
      self.isLarge = isLarge
      sha256 = Self.hexadecimal(SHA256.hash(data: bytes))
      let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(sha256)\nsize \(bytes.count)\n"
      let kept = isLarge ? Array(pointer.utf8) : bytes
      blobID = Self.hexadecimal(Insecure.SHA1.hash(data: Array("blob \(kept.count)\0".utf8) + kept))
    }

    /// A file of text.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// A large file of `count` bytes that no two seeds have in common.
    public static func large(_ count: Int, seed: UInt64) -> File {
      var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
      return File(
        (0..<count).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: state >> 56)
        }, isLarge: true)
    }

    /// What the hub gives as the file's ETag, and the cache names its blob by.
    public var etag: String { isLarge ? sha256 : blobID }

    private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
      digest.map { String(format: "%02x", Int($0)) }.joined()
    }
  }

  /// Who may read it.
  public enum Access: Sendable {
    /// All.
    case open
    /// It is listed to all; its files are for those who have accepted its conditions.
    case gated
    /// To all but its owners it is not there.
    case hidden
  }

  /// `OWNER/NAME`.
  public var name: String
  /// The commit at which `main` stands.
  public var commit: String
  /// Its files by path.
  public var files: [String: File]
  /// Who may read it.
  public var access: Access

  /// A repository.
  public init(
    _ name: String, commit: String = "0123456789abcdef0123456789abcdef01234567", files: [String: File],
    access: Access = .open
  ) {
    self.name = name
    self.commit = commit
    self.files = files
    self.access = access
  }

  /// What the hub says of it at `/api/models/NAME/revision/REVISION?blobs=true`.
  public var listing: String {
    let siblings = files.sorted { $0.key < $1.key }.map { path, file in
      var sibling: [String: Any] = ["rfilename": path, "size": file.bytes.count, "blobId": file.blobID]
      if file.isLarge {
        sibling["lfs"] =
          ["sha256": file.sha256, "size": file.bytes.count, "pointerSize": 134] as [String: Any]
      }
      return sibling
    }
    let all: [String: Any] = [
      "_id": "1", "id": name, "modelId": name, "sha": commit, "private": access == .hidden,
      "gated": access == .gated ? "auto" : false, "siblings": siblings,
    ]
    let data = try? JSONSerialization.data(withJSONObject: all, options: .sortedKeys)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
