import Foundation
import Synchronization

/// The folders that a study's media may lie in, as the person allowed them at import.
///
/// Whether a path stays in them is decided again when a file is read: a link may have been put in its place since. Kept for the
/// process by study folder, since every room that reads pictures knows the folder and nothing else of the study.
public enum MediaRoots {
  private static let known = Mutex<[String: [String]]>([:])

  /// Sets the folders of a study, links followed; none leave every file readable, as in studies from before they were kept.
  public static func set(_ roots: [String], forStudyAt folder: URL) {
    let all = roots.isEmpty ? [] : roots + [folder.resolvingSymlinksInPath().path]
    known.withLock { $0[folder.standardizedFileURL.path] = all }
  }

  /// Allows one more file, which the person named in a command.
  public static func add(file url: URL, forStudyAt folder: URL) {
    known.withLock { known in
      let key = folder.standardizedFileURL.path
      guard let roots = known[key], !roots.isEmpty else { return }
      known[key] = roots + [url.resolvingSymlinksInPath().path]
    }
  }

  /// Takes back what ``add(file:forStudyAt:)`` allowed.
  public static func remove(file url: URL, forStudyAt folder: URL) {
    known.withLock { known in
      let key = folder.standardizedFileURL.path
      let path = url.resolvingSymlinksInPath().path
      guard let place = known[key]?.lastIndex(of: path) else { return }
      known[key]?.remove(at: place)
    }
  }

  /// Whether the file at `path`, links followed, lies in a folder that the study may read.
  static func allow(_ path: String, forStudyAt folder: URL) -> Bool {
    let roots = known.withLock { $0[folder.standardizedFileURL.path] } ?? []
    guard !roots.isEmpty, let resolved = realpath(path, nil) else { return true }
    defer { free(resolved) }
    let target = String(cString: resolved)
    return roots.contains { target == $0 || target.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
  }
}
