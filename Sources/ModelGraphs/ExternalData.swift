import Foundation

/// Which files a model may read beside itself.
///
/// A model is a file that anyone may have made, and ONNX lets it name any file of the machine as its weights: what it gives
/// would be made of that file's bytes. So a location stays in the model's own folder, links followed; and a link of the Hugging
/// Face cache (`models--NAME/snapshots/REVISION/...`) may lead into the `blobs` of the same repository.
public enum ExternalData {
  /// Why the file at `location`, as written in a model that lies in `folder`, may not be read; nil where it may.
  ///
  /// A file that is not there may be read: opening the model says that it is missing.
  public static func problem(with location: String, in folder: URL) -> String? {
    let steps = location.split(separator: "/", omittingEmptySubsequences: false)
    // The engine takes names with stars for addresses in memory.
    guard !location.isEmpty, location.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), !location.contains("\\"),
      !location.contains("*"), !location.hasPrefix("/"),
      steps.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
    else {
      return
        "it reads weights from \(shown(location)), which lies outside of its folder; such models are not opened"
    }
    guard isInside(folder.appendingPathComponent(location), folder) else {
      return
        "it reads weights from \(shown(location)), a link that leads out of its folder; such models are not opened"
    }
    return nil
  }

  /// Whether a file is one of the folder's own, links followed; true for one that is not there.
  public static func isInside(_ file: URL, _ folder: URL) -> Bool {
    guard let target = resolved(file.path) else {
      var status = stat()
      return lstat(file.path, &status) != 0
    }
    guard let root = resolved(folder.path) else { return false }
    if target.hasPrefix(root + "/") { return true }
    guard let blobs = blobs(besides: root) else { return false }
    return target.hasPrefix(blobs + "/")
  }

  /// `.../models--NAME/blobs` of a folder below `.../models--NAME/snapshots`.
  private static func blobs(besides root: String) -> String? {
    var steps = root.split(separator: "/")
    guard let place = steps.lastIndex(of: "snapshots"), place > 0, steps[place - 1].hasPrefix("models--")
    else {
      return nil
    }
    steps.removeSubrange(place...)
    return "/" + steps.joined(separator: "/") + "/blobs"
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  private static func shown(_ location: String) -> String {
    "\"" + String(location.prefix(100).map { $0.isASCII && !$0.isNewline && $0 >= " " ? $0 : "?" }) + "\""
  }
}
