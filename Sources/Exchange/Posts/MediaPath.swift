import ContentCoding
import Foundation

/// Paths of media, as the study stores them.
package struct MediaPath {
  /// The endings of pictures.
  static let pictureEndings: Set<String> = [
    "jpg", "jpeg", "jfif", "jpe", "png", "webp", "gif", "tif", "tiff", "avif", "heic", "heif", "bmp", "ico",
    "jp2", "ppm",
  ]
  /// The endings of videos.
  package static let videoEndings: Set<String> = ["mp4", "mov", "m4v", "webm", "mkv", "avi", "mpg", "mpeg"]

  /// Whether a file's name is that of a video.
  package static func isVideo(_ path: String) -> Bool {
    videoEndings.contains(URL(fileURLWithPath: path).pathExtension.lowercased())
  }

  private let study: [String]
  private let base: String
  private let roots: [[String]]
  private let realRoots: [[String]]
  private let folders = Folders()

  /// What is known of a path that a table or a folder names.
  struct Place {
    /// The form in which the study stores it: relative inside the study folder, and up to two folders above it, so that
    /// study and pictures can be moved together; else absolute.
    let stored: String
    /// Whether it stays in the folders that the person named, links followed.
    ///
    /// A table from elsewhere must not make Codeframe read, embed or show any other file of this machine.
    let isAllowed: Bool
    /// Whether there is a file.
    let exists: Bool
  }

  /// - Parameters:
  ///   - study: The study folder.
  ///   - base: The folder that relative paths start from.
  ///   - roots: Folders that media may lie in, beside the study folder and `base`.
  init(study: URL, base: URL, roots: [URL] = []) {
    self.study = Self.components(study.standardizedFileURL.path)
    self.base = base.standardizedFileURL.path
    let allowed = ([study, base] + roots).map(\.standardizedFileURL.path)
    self.roots = allowed.map(Self.components)
    realRoots = allowed.map { Self.components(Self.target(of: $0) ?? $0) }
  }

  /// A written path as a file is called here.
  ///
  /// Where there is none of just these bytes: the same letters in Unicode's other form, as a Mac writes them, and `\` as `/`, as
  /// Windows does.
  func spelled(_ written: String) -> String {
    if exists(written) { return written }
    let slashed = written.replacing("\\", with: "/")
    if slashed != written, exists(slashed) { return slashed }
    if !slashed.utf8.allSatisfy({ $0 < 0x80 }), let found = FileSpelling.onDisk(absolute(slashed)) {
      return found
    }
    return written.contains("\\") && !written.hasPrefix("/") ? slashed : written
  }

  /// Looks a written path up; the folders are looked up once, for tables name thousands of files in each.
  func place(of written: String) -> Place {
    let slash = written.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(written[written.utf8.index(after: $0)...]) } ?? written
    guard !["", ".", ".."].contains(name) else {
      let path = Self.components(absolute(written))
      return Place(stored: stored(path), isAllowed: isInside(path, roots), exists: false)
    }
    let folder = folder(slash.map { String(written[...$0]) } ?? "")
    let path = folder.absolute + name
    var status = stat()
    guard folder.isAllowed, lstat(path, &status) == 0 else {
      return Place(stored: folder.stored + name, isAllowed: folder.isAllowed, exists: false)
    }
    guard status.st_mode & S_IFMT == S_IFLNK else {
      return Place(stored: folder.stored + name, isAllowed: true, exists: status.st_mode & S_IFMT == S_IFREG)
    }
    let reached = Self.components(Self.target(of: path) ?? path)
    return Place(
      stored: folder.stored + name, isAllowed: isInside(reached, realRoots), exists: Self.isFile(path))
  }

  func exists(_ written: String) -> Bool { Self.isFile(absolute(written)) }

  private func folder(_ written: String) -> Folders.Folder {
    if let known = folders.known[written] { return known }
    let path = Self.components(absolute(written))
    let spelled = "/" + path.joined(separator: "/")
    let real = Self.target(of: spelled).map(Self.components)
    let folder = Folders.Folder(
      absolute: path.isEmpty ? "/" : spelled + "/", stored: String(stored(path + ["x"]).dropLast()),
      isAllowed: isInside(path, roots) && real.map { isInside($0, realRoots) } ?? true)
    folders.known[written] = folder
    return folder
  }

  /// The folders of a table, as it writes them.
  private final class Folders {
    struct Folder {
      let absolute: String
      let stored: String
      let isAllowed: Bool
    }

    var known: [String: Folder] = [:]
  }

  private func isInside(_ path: [String], _ roots: [[String]]) -> Bool {
    roots.contains { path.starts(with: $0) }
  }

  private func absolute(_ written: String) -> String {
    let path = written.hasPrefix("/") ? written : base + "/" + written
    return "/" + Self.components(path).joined(separator: "/")
  }

  private func stored(_ path: [String]) -> String {
    let common = zip(study, path).prefix { $0 == $1 }.count
    let up = study.count - common
    guard common > 0, up <= 2, common < path.count else { return "/" + path.joined(separator: "/") }
    return (Array(repeating: "..", count: up) + path[common...]).joined(separator: "/")
  }

  /// The path with all links followed; nil where it leads nowhere.
  private static func target(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  static func isAddress(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":"), text[..<colon].count <= 12 else { return false }
    let scheme = text[..<colon].lowercased()
    return scheme == "data"
      || scheme != "file" && text[colon...].hasPrefix("://")
        && scheme.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }

  static func looksLikeMedia(_ text: String) -> Bool {
    guard let dot = text.lastIndex(of: "."), isAddress(text) == false else { return isAddress(text) }
    let ending = text[text.index(after: dot)...].lowercased()
    return pictureEndings.contains(ending) || videoEndings.contains(ending)
  }

  /// Path components with `.` and `..` resolved by their spelling alone.
  ///
  /// Parted byte by byte, as the kernel does: a character of Swift's may be a slash with an accent on it.
  private static func components(_ path: String) -> [String] {
    var parts: [String] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      let name = String(Substring(part))
      if name == "." { continue }
      if name == ".." { _ = parts.popLast() } else { parts.append(name) }
    }
    return parts
  }
}
