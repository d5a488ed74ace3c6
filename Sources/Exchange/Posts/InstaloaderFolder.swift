import Archives
import ContentCoding
import Foundation
import Tables

/// Reads a folder that Instaloader filled: pictures, videos, captions and data of a post bear its time as their name.
///
/// `2024-01-31_12-00-00_UTC.jpg`, of several pictures `…_UTC_1.jpg`, with `.txt` (the caption) and `.json` or `.json.xz` (all that
/// is known). A file's folder is the profile that it was fetched for, where the data names no author.
public struct InstaloaderFolder: PostReader {
  /// As `--format` names it.
  public static let names = ["instaloader"]

  private let folder: URL
  private let setting: PostSetting

  /// A folder in which most files are named after a time.
  public static func claim(to origin: PostOrigin) -> PostClaim? {
    guard origin.isFolder else { return nil }
    var files: [String] = []
    for place in [""] + PictureFolder.folders(in: origin.url).prefix(20) {
      files +=
        (try? FileManager.default.contentsOfDirectory(atPath: origin.url.appendingPathComponent(place).path))
        ?? []
      if files.count > 200 { break }
    }
    let named = files.filter { Stem($0) != nil }
    return named.count > 1 && named.count * 2 > files.count { !$0.hasPrefix(".") }
      ? PostClaim(.certain, "Instaloader's folder: files are named after times, as \(named.min() ?? "")")
      : nil
  }

  /// A reader of a folder.
  public init(_ origin: PostOrigin, for setting: PostSetting) {
    (folder, self.setting) = (origin.url, setting)
  }

  /// Instaloader knows no codings.
  public var goldVariable: String? { nil }
  /// The folder itself.
  public var mediaFolder: URL { folder }

  /// What a file's name says: the post's, and which of its pictures it is.
  struct Stem {
    let post: String
    let part: Int
    let ending: String

    init?(_ name: String) {
      guard
        let match = name.wholeMatch(of: /(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_UTC)(?:_(\d+))?\.([A-Za-z0-9.]+)/)
      else { return nil }
      (post, part, ending) = (String(match.1), match.2.flatMap { Int($0) } ?? 0, match.3.lowercased())
    }
  }

  /// The files of one post.
  private struct Files {
    var media: [(part: Int, path: String)] = []
    var caption: String?
    var data: String?
  }

  /// See ``PostReader/read(batchSize:take:)``.
  public func read(batchSize: Int, take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
    var summary = PostsSummary()
    var batch = PostBatch(size: batchSize)
    var seen: Set<String> = []
    for place in [""] + PictureFolder.folders(in: folder) {
      let files = try self.files(in: place, summary: &summary)
      for (stem, files) in files.sorted(by: { $0.key < $1.key }) {
        try Task.checkCancellation()
        guard let (imported, hidesLikes) = post(stem, files, in: place) else { continue }
        guard seen.insert(imported.post.id).inserted else {
          summary.skipped["fetched again", default: 0] += 1
          continue
        }
        if hidesLikes { summary.hiddenLikes += 1 }
        for part in setting.table.splitsMedia ? imported.splitByMedia : [imported] {
          summary.count(part)
          try batch.add(part, take: take)
        }
      }
    }
    guard summary.posts > 0 else {
      throw ImportProblems(file: folder.path, "there is no post of Instaloader's in it")
    }
    try batch.finish(take)
    return summary
  }

  private func files(in place: String, summary: inout PostsSummary) throws -> [String: Files] {
    let url = folder.appendingPathComponent(place)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: url.path)
    } catch {
      throw ImportProblems(file: url.path, "the folder cannot be read: \(error.localizedDescription)")
    }
    var found: [String: Files] = [:]
    for name in names where !name.hasPrefix(".") {
      let path = place.isEmpty ? name : "\(place)/\(name)"
      guard let stem = Stem(name) else {
        if MediaPath.isFile(url.appendingPathComponent(name).path) { summary.leftOut += 1 }
        continue
      }
      switch stem.ending {
      case "txt": found[stem.post, default: Files()].caption = path
      case "json", "json.xz": found[stem.post, default: Files()].data = path
      default:
        guard MediaPath.looksLikeMedia(name) else { continue }
        found[stem.post, default: Files()].media.append((stem.part, path))
      }
    }
    return found
  }

  private func post(_ stem: String, _ files: Files, in place: String) -> (
    imported: ImportedPost, hidesLikes: Bool
  )? {
    var cells = ItemCells().cells
    if let data = files.data.flatMap(item), InstaloaderItem.sign(in: data) != nil,
      case .cells(let found)? = InstaloaderItem.posts(of: data).first
    {
      cells = found
    }
    guard case .success(let id) = PostIDRule.check(cells["id"] ?? (place.isEmpty ? stem : "\(place)/\(stem)"))
    else {
      return nil
    }
    let paths = MediaPath(study: setting.study, base: folder)
    // A video's cover lies beside it under the same name.
    let videos = Set(files.media.filter { MediaPath.isVideo($0.path) }.map(\.part))
    let media = files.media.sorted { ($0.part, $0.path) < ($1.part, $1.path) }.filter {
      MediaPath.isVideo($0.path) || !videos.contains($0.part)
    }
    var post = Post(
      id: id, text: cells["caption"] ?? files.caption.flatMap(text) ?? "",
      author: (cells["author"] ?? (place.isEmpty ? nil : place))?.precomposed,
      time: TimeCell.date(cells["created_at"] ?? stem),
      media: media.map { paths.place(of: $0.path) }.filter { $0.isAllowed && $0.exists }.map {
        Media(path: $0.stored)
      })
    var hidesLikes = false
    for name in ["likes", "comments", "views"] {
      switch cells[name].map({ CountCell($0) }) {
      case .count(let count)?: post.counts[name] = Double(count)
      case .missing? where name == "likes": hidesLikes = true
      default: break
      }
    }
    for name in ["url", "media_type", "hashtags", "location_name"] { post.columns[name] = cells[name] }
    return (ImportedPost(post: post), hidesLikes)
  }

  private static let sizeLimit = 16 << 20

  private func bytes(of path: String) -> [UInt8]? {
    let url = folder.appendingPathComponent(path)
    guard MediaPath(study: setting.study, base: folder).place(of: path).isAllowed, MediaPath.isFile(url.path),
      let handle = try? FileHandle(forReadingFrom: url),
      let data = try? handle.read(upToCount: Self.sizeLimit)
    else { return nil }
    return Array(data)
  }

  private func unpacked(_ path: String) -> [UInt8]? {
    guard MediaPath(study: setting.study, base: folder).place(of: path).isAllowed else { return nil }
    var limits = ArchiveReader.Limits()
    limits.entryBytes = Self.sizeLimit
    let archive = try? ArchiveReader(path: folder.appendingPathComponent(path).path, limits: limits)
    guard let archive, (try? archive.next()) ?? nil != nil else { return nil }
    return try? archive.bytes()
  }

  private func text(of path: String) -> String? {
    bytes(of: path).map { String(decoding: $0, as: UTF8.self).trimmed }
  }

  private func item(of path: String) -> JSONItem? {
    guard let bytes = path.hasSuffix(".xz") ? unpacked(path) : bytes(of: path) else { return nil }
    let line = JSONLine(line: 1, file: path, bytes: Data(bytes))
    return (try? line.object()).map { JSONItem($0) }
  }
}
