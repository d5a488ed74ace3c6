import ContentCoding
import Foundation
import Tables

/// Reads a folder of pictures that has a table of them: Hugging Face's imagefolder, with `metadata.csv` or `metadata.jsonl`.
public struct PicturesWithMetadata: PostReader {
  /// As `--format` names it.
  public static let names = ["imagefolder-folder"]

  private static let files = ["metadata.csv", "metadata.jsonl"]
  private let table: PostsTable

  /// A folder with such a table, which names files.
  public static func claim(to origin: PostOrigin) -> PostClaim? {
    guard let file = file(in: origin),
      let stream = try? RecordStream(path: file.path),
      stream.header.names.contains(where: { ColumnRole.normalised($0) == "file_name" })
    else { return nil }
    return PostClaim(
      .certain, "Hugging Face's imagefolder: \(file.lastPathComponent) has the column file_name")
  }

  private static func file(in origin: PostOrigin) -> URL? {
    guard origin.isFolder else { return nil }
    let home = origin.url.resolvingSymlinksInPath().path + "/"
    return files.map { origin.url.appendingPathComponent($0) }.first {
      MediaPath.isFile($0.path) && $0.resolvingSymlinksInPath().path.hasPrefix(home)
    }
  }

  /// A reader of a folder.
  ///
  /// - Throws: ``ImportProblems`` where it has no such table.
  public init(_ origin: PostOrigin, for setting: PostSetting) throws {
    guard let file = Self.file(in: origin) else {
      throw ImportProblems(file: origin.url.path, "there is no \(Self.files.joined(separator: " or ")) in it")
    }
    table = PostsTable(path: file.path, study: setting.study, options: setting.table)
  }

  /// Tables of posts bring no codings.
  public var goldVariable: String? { nil }
  /// The folder itself.
  public var mediaFolder: URL { table.mediaFolder }

  /// See ``PostReader/read(batchSize:take:)``.
  public func read(batchSize: Int, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
    try table.read(batchSize: batchSize, take: take)
  }
}
