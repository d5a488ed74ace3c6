import ContentCoding
import Foundation
import Synchronization
import Workflows

/// Videos of posts, copied for browsers without metadata; a browser asks for parts of them.
///
/// Copies lie in the study's cache, up to a number of bytes: those that were asked for longest ago go first.
struct Videos: AppRoutes {
  /// All copies together are not longer than this, in bytes.
  private static let sizeLimit = 8 << 30

  /// Where the video at `place` of a post is found.
  static func address(of post: String, at place: Int) -> String {
    Address("/video", ["post": post, "n": String(place)]).description
  }

  func add(to router: AppRouter) {
    router.slowPage("/video", for: .coder) { visit in
      guard let id = visit["post"], let place = visit["n"].flatMap(Int.init), place >= 0,
        try visit.maySeePictures(of: id),
        let post = try visit.open.study.post(id), post.media.indices.contains(place),
        let copy = try await Self.copy(of: post.media[place], in: visit.open)
      else { return .problem(.notFound, visit.words.noPicture) }
      return .file(copy.file, type: copy.type)
    }
  }

  private static func copy(of media: Media, in open: OpenStudy) async throws -> (file: URL, type: String)? {
    let folder = open.folder.appending(path: "cache/videos")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let stamp = try? FileManager.default.attributesOfItem(atPath: open.study.absolutePath(of: media))
    let key = Fingerprint(of: [
      media.sha256 ?? media.path, "\(stamp?[.size] ?? 0)", "\(stamp?[.modificationDate] ?? 0)",
    ]).hex.prefix(32)
    for type in ["mp4", "webm"] {
      let known = folder.appending(path: "\(key).\(type)")
      if FileManager.default.fileExists(atPath: known.path) {
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: known.path)
        return (known, "video/\(type)")
      }
    }
    let partial = folder.appending(path: ".\(UUID().uuidString).part")
    defer { try? FileManager.default.removeItem(at: partial) }
    guard let type = try await open.writeVideo(of: media, to: partial) else { return nil }
    let file = folder.appending(path: "\(key).\(type.split(separator: "/").last ?? "mp4")")
    guard rename(partial.path, file.path) == 0 else { return nil }
    makeRoom(in: folder, keeping: file)
    return (file, type)
  }

  private static func makeRoom(in folder: URL, keeping newest: URL) {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys)))
      ?? []
    var known = files.compactMap { file in
      (try? file.resourceValues(forKeys: keys)).map {
        (file: file, size: $0.fileSize ?? 0, date: $0.contentModificationDate ?? .distantPast)
      }
    }.sorted { $0.date < $1.date }
    var size = known.reduce(0) { $0 + $1.size }
    while size > sizeLimit, let oldest = known.first {
      known.removeFirst()
      guard oldest.file.lastPathComponent != newest.lastPathComponent else { continue }
      try? FileManager.default.removeItem(at: oldest.file)
      size -= oldest.size
    }
  }
}
