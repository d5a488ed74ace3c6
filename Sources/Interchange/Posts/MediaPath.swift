import Foundation

/// Paths of media, as the study stores them.
struct MediaPath {
  /// The endings of pictures.
  static let pictureEndings: Set<String> = [
    "jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "avif", "heic", "heif", "bmp",
  ]
  /// The endings of videos.
  static let videoEndings: Set<String> = ["mp4", "mov", "m4v", "webm", "mkv", "avi", "mpg", "mpeg"]

  private let study: [String]
  private let base: String
  private let roots: [[String]]
  private let realRoots: [[String]]
  private let links = Links()

  /// - Parameters:
  ///   - study: The study folder.
  ///   - base: The folder that relative paths start from.
  ///   - roots: Folders that media may lie in, beside the study folder and `base`.
  init(study: URL, base: URL, roots: [URL] = []) {
    self.study = Self.components(study.standardizedFileURL.path)
    self.base = base.standardizedFileURL.path
    let allowed = ([study, base] + roots).map(\.standardizedFileURL.path)
    self.roots = allowed.map(Self.components)
    realRoots = allowed.map { Self.components(Links.target(of: $0) ?? $0) }
  }

  /// Whether a written path stays in the folders that the person named: a table from elsewhere must not make Codeframe
  /// read, embed or show any other file of this machine.
  ///
  /// Links are followed: one inside those folders must not lead out of them either.
  func isAllowed(_ written: String) -> Bool {
    let path = absolute(written)
    let parts = Self.components(path)
    guard roots.contains(where: { parts.starts(with: $0) }) else { return false }
    guard let place = links.target(ofFolder: "/" + parts.dropLast().joined(separator: "/")) else {
      return true
    }
    let target = Links.isLink(path) ? Links.target(of: path) ?? path : place + "/" + (parts.last ?? "")
    let reached = Self.components(target)
    return realRoots.contains { reached.starts(with: $0) }
  }

  /// The absolute path of a written one.
  func absolute(_ written: String) -> String {
    let path = written.hasPrefix("/") ? written : base + "/" + written
    return "/" + Self.components(path).joined(separator: "/")
  }

  /// The form in which the study stores a path: relative inside the study folder, and up to two folders above it, so
  /// that study and pictures can be moved together; else absolute.
  func stored(_ written: String) -> String {
    let path = Self.components(absolute(written))
    let common = zip(study, path).prefix { $0 == $1 }.count
    let up = study.count - common
    guard common > 0, up <= 2, common < path.count else { return "/" + path.joined(separator: "/") }
    return (Array(repeating: "..", count: up) + path[common...]).joined(separator: "/")
  }

  func exists(_ written: String) -> Bool { Self.isFile(absolute(written)) }

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
