/// A model's name, checked: `NAME` or `OWNER/NAME`, with `@REVISION` where one is pinned.
///
/// A checked name cannot lead out of the folder that it is looked for in: its parts hold letters, digits, `-`, `_`
/// and `.`, do not begin with a dot, and do not hold `..` or `--`, as on the hub.
public struct ModelName: Hashable, Sendable {
  /// Whose model it is; nil for a plain name.
  public let owner: String?
  /// The last part of the name.
  public let base: String
  /// A commit or branch of the model's repository; nil for whichever is there.
  public let revision: String?

  /// Reads a name as a person or a codebook gives it; nil where it is none.
  public init?(_ text: String) {
    let pinned = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let parts = pinned[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), parts.allSatisfy(Self.isPart) else { return nil }
    if pinned.count == 2 {
      guard Self.isPart(pinned[1]) else { return nil }
      revision = pinned[1]
    } else {
      revision = nil
    }
    owner = parts.count == 2 ? parts[0] : nil
    base = parts[parts.count - 1]
  }

  /// `OWNER/NAME` or `NAME`, without the revision.
  public var path: String { owner.map { "\($0)/\(base)" } ?? base }

  /// The folder's name in the layout of the Hugging Face cache.
  var cacheFolder: String { "models--" + (owner.map { "\($0)--\(base)" } ?? base) }

  /// The name that a folder of the Hugging Face cache stands for.
  init?(cacheFolder: String) {
    guard cacheFolder.hasPrefix("models--") else { return nil }
    let rest = cacheFolder.dropFirst("models--".count)
    // At most one "--" is left: a part cannot hold one.
    self.init(String(rest).replacing("--", with: "/", maxReplacements: 1))
  }

  static func isPart(_ part: String) -> Bool {
    (1...96).contains(part.utf8.count) && !part.hasPrefix(".") && !part.contains("..") && !part.contains("--")
      && part.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}

extension ModelName: CustomStringConvertible {
  /// The name with its revision, as it is read.
  public var description: String { path + (revision.map { "@\($0)" } ?? "") }
}
