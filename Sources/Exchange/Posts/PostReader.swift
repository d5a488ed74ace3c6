import ContentCoding
import Foundation

/// A format of posts: it says whether something is its own, and streams the posts.
///
/// A new format is a type that conforms, and its line in ``PostReaders/all``.
public protocol PostReader {
  /// The names by which `--format` asks for it.
  static var names: [String] { get }

  /// Whether `origin` is of this format, by its name and first bytes; nil where it is not.
  static func claim(to origin: PostOrigin) -> PostClaim?

  /// A reader; no post is read yet.
  ///
  /// - Throws: what keeps the origin from being read as `setting` wants it.
  init(_ origin: PostOrigin, for setting: PostSetting) throws

  /// The variable whose gold values the posts bring; nil where they bring none.
  var goldVariable: String? { get }
  /// The folder that the posts' media may lie in.
  var mediaFolder: URL { get }

  /// Reads everything, handing on batches as long as nothing is wrong; give it a transaction, and roll it back when it throws.
  ///
  /// - Parameters:
  ///   - batchSize: The most posts in a batch.
  ///   - take: Takes a batch.
  /// - Returns: What was found.
  /// - Throws: ``ImportProblems`` with the first 20 problems, their lines and their number; and what `take` throws.
  func read(batchSize: Int, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary
}

/// What posts come from: a folder, or a file of which the first bytes are known.
public struct PostOrigin: Sendable {
  /// Where it is.
  public let url: URL
  /// Whether it is a folder.
  public let isFolder: Bool
  /// The first 4,096 bytes of a file, or all it has.
  public let head: [UInt8]

  /// Whether it is a zip, as archives and workbooks are.
  var isZip: Bool { head.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// Looks at what is at `path`; nil where there is nothing.
  public init?(path: String) {
    url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { return nil }
    self.isFolder = isFolder.boolValue
    // A pipe would be waited for, and a device has no end; the format that reads tables says what they are.
    let handle = MediaPath.isFile(url.path) ? try? FileHandle(forReadingFrom: url) : nil
    defer { try? handle?.close() }
    head = Array((try? handle?.read(upToCount: 4_096)) ?? Data())
  }
}

/// What a person says beside where posts come from.
public struct PostSetting: Sendable {
  /// The study's folder.
  public var study: URL
  /// The study's codebook.
  public var codebook: Codebook
  /// How a table is read.
  public var table: PostsTable.Options
  /// The variable whose categories class folders are; nil for the first one.
  public var variable: String?
  /// The format that was asked for; nil where the origin says it.
  public var format: String?

  /// A setting.
  public init(
    study: URL, codebook: Codebook, table: PostsTable.Options = .init(), variable: String? = nil,
    format: String? = nil
  ) {
    (self.study, self.codebook, self.table, self.variable) = (study, codebook, table, variable)
    self.format = format
  }
}

/// Why a format takes something for its own.
public struct PostClaim: Hashable, Sendable {
  /// How sure the format is.
  public enum Certainty: Int, Comparable, Sendable {
    /// It can be read if nothing else claims it.
    case possible
    /// Name or first bytes say that it is of this format.
    case certain

    /// Less sure.
    public static func < (one: Certainty, other: Certainty) -> Bool { one.rawValue < other.rawValue }
  }

  /// How sure.
  public let certainty: Certainty
  /// What was seen, as in `a folder`.
  public let reason: String

  /// A claim.
  public init(_ certainty: Certainty, _ reason: String) {
    (self.certainty, self.reason) = (certainty, reason)
  }
}

/// The formats of posts: the one place that lists them.
public enum PostReaders {
  static let all: [any PostReader.Type] = [
    InstaloaderFolder.self, PicturesWithMetadata.self, PostsFolder.self, FourCATPictures.self, PostItems.self,
    PostsTable.self,
  ]

  /// The names of all formats, as `--format` takes them.
  public static let names = all.flatMap { $0.names }

  /// The format called `name`; nil where there is none.
  public static func reader(named name: String) -> (any PostReader.Type)? {
    all.first { $0.names.contains(name) }
  }

  /// The format that is surest of `origin`; of equally sure ones the first.
  public static func reader(for origin: PostOrigin) -> (format: any PostReader.Type, claim: PostClaim)? {
    reader(for: origin, among: all)
  }

  static func reader(
    for origin: PostOrigin, among formats: [any PostReader.Type]
  ) -> (format: any PostReader.Type, claim: PostClaim)? {
    var surest: (format: any PostReader.Type, claim: PostClaim)?
    for format in formats {
      guard let claim = format.claim(to: origin) else { continue }
      if surest.map({ $0.claim.certainty < claim.certainty }) ?? true { surest = (format, claim) }
    }
    return surest
  }
}
