import Foundation

/// Where symbolic links lead; folders are asked once, for tables name thousands of files in each.
final class Links {
  private var folders: [String: String?] = [:]

  /// The folder's path with all links followed; nil where there is no such folder.
  func target(ofFolder path: String) -> String? {
    if let known = folders[path] { return known }
    let target = Self.target(of: path)
    folders[path] = .some(target)
    return target
  }

  /// The path with all links followed; nil where it leads nowhere.
  static func target(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether the path itself is a link.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
