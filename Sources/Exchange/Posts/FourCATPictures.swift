import Archives
import ContentCoding
import Foundation
import Tables

/// Reads 4CAT's zip of downloaded pictures: each goes to the posts that its `.metadata.json` names.
///
/// The pictures are unpacked to `media/NAME-OF-THE-ZIP` in the study; the posts themselves come from 4CAT's table.
public struct FourCATPictures: PostReader {
  /// As `--format` names it.
  public static let names = ["4cat-pictures"]

  private static let listName = ".metadata.json"
  private let path: String
  private let study: URL
  private let folder: URL

  /// A zip with `.metadata.json` in it.
  public static func claim(to origin: PostOrigin) -> PostClaim? {
    guard !origin.isFolder, origin.isZip,
      let archive = try? ArchiveReader(path: origin.url.path)
    else { return nil }
    while let entry = try? archive.next() {
      if entry.path == listName { return PostClaim(.certain, "4CAT's pictures: a zip with \(listName)") }
    }
    return nil
  }

  /// A reader of a zip.
  public init(_ origin: PostOrigin, for setting: PostSetting) {
    (path, study) = (origin.url.path, setting.study)
    // `...zip` would be called `..`, which is the folder above.
    let name = origin.url.deletingPathExtension().lastPathComponent.drop { $0 == "." }
    folder = setting.study.appendingPathComponent("media")
      .appendingPathComponent(name.isEmpty ? "pictures" : String(name))
  }

  /// Pictures bring no codings.
  public var goldVariable: String? { nil }
  /// Where they are unpacked to.
  public var mediaFolder: URL { folder }

  /// See ``PostReader/read(batchSize:take:)``.
  public func read(batchSize: Int, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
    var summary = PostsSummary()
    summary.hasTimes = true
    let owners = try owners(&summary)
    var pictures: [String: [(order: Int, path: String)]] = [:]
    let paths = MediaPath(study: study, base: folder)
    let archive = try ArchiveReader(path: path)
    while let entry = try archive.next() {
      try Task.checkCancellation()
      if entry.path == Self.listName { continue }
      guard let posts = owners[entry.path], let name = entry.safePath, MediaPath.looksLikeMedia(name) else {
        summary.leftOut += 1
        continue
      }
      try unpack(archive, to: folder.appendingPathComponent(name))
      for (post, order) in posts {
        pictures[post, default: []].append((order, paths.place(of: name).stored))
      }
    }
    var batch = PostBatch(size: batchSize)
    for (id, media) in pictures.sorted(by: { $0.key < $1.key }) {
      guard case .success(let id) = PostIDRule.check(id) else { continue }
      let post = Post(
        id: id, media: media.sorted { ($0.order, $0.path) < ($1.order, $1.path) }.map { Media(path: $0.path) }
      )
      summary.count(ImportedPost(post: post))
      try batch.add(ImportedPost(post: post), take: take)
    }
    try batch.finish(take)
    return summary
  }

  /// The posts of each file, and which of a post's pictures it is.
  private func owners(_ summary: inout PostsSummary) throws -> [String: [(post: String, order: Int)]] {
    let archive = try ArchiveReader(path: path)
    while let entry = try archive.next() {
      guard entry.path == Self.listName else { continue }
      let line = JSONLine(line: 1, file: "\(path): \(Self.listName)", bytes: Data(try archive.bytes()))
      let list = JSONItem(try line.object())
      var owners: [String: [(post: String, order: Int)]] = [:]
      for (order, key) in list.keys.enumerated() {
        guard let one = list.value(of: key) else { continue }
        if one["success"] != nil, !one.isTrue("success") {
          summary.skipped["not downloaded by 4CAT", default: 0] += 1
          continue
        }
        let files = ([one.text("filename")] + one.list("files").map { $0.text("filename") }).compactMap(
          \.self)
        for file in files {
          owners[file, default: []] += one.list("post_ids").compactMap { $0.text.map { ($0, order) } }
        }
      }
      return owners
    }
    throw ImportProblems(file: path, "there is no \(Self.listName) in it")
  }

  /// Writes a picture beside its name and moves it there, so that a name never stands for half a picture.
  private func unpack(_ archive: ArchiveReader, to file: URL) throws {
    if FileManager.default.fileExists(atPath: file.path) { return }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let part = file.deletingLastPathComponent().appendingPathComponent(".\(file.lastPathComponent).part")
    guard FileManager.default.createFile(atPath: part.path, contents: nil) else {
      throw ImportProblems(file: file.path, "it cannot be written")
    }
    do {
      let handle = try FileHandle(forWritingTo: part)
      try archive.read { try handle.write(contentsOf: Data($0)) }
      try handle.close()
      try FileManager.default.moveItem(at: part, to: file)
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw error
    }
  }
}
