import ContentCoding
import Foundation

/// Finds the pictures of a folder and of the folders in it, in the order of their paths.
///
/// Hidden files are skipped. Linked folders and files outside the folder are not followed; these and files with other
/// endings are counted as left out.
struct PictureFolder {
  let root: URL
  private(set) var leftOut = 0

  init(_ root: URL) { self.root = root.standardizedFileURL }

  /// Calls `visit` with each picture's path relative to the folder.
  mutating func forEachPicture(_ visit: (String) throws -> Void) throws {
    let home = root.resolvingSymlinksInPath().path
    var waiting: [String] = [""]
    while let place = waiting.popLast() {
      let path = place.isEmpty ? root.path : root.path + "/" + place
      var isFolder = place.isEmpty
      if !place.isEmpty {
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: isFolder = true
        case S_IFREG: break
        case S_IFLNK:
          let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
          guard target.hasPrefix(home + "/"), MediaPath.isFile(target) else {
            leftOut += 1
            continue
          }
        default:
          leftOut += 1
          continue
        }
      }
      if isFolder {
        let names: [String]
        do {
          names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
          throw ImportProblems(file: path, "the folder cannot be read: \(error.localizedDescription)")
        }
        let visible = names.filter { !$0.hasPrefix(".") }.sorted {
          Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
        }
        waiting += visible.reversed().map { place.isEmpty ? $0 : place + "/" + $0 }
      } else if MediaPath.pictureEndings.contains(URL(fileURLWithPath: path).pathExtension.lowercased()) {
        try visit(place)
      } else {
        leftOut += 1
      }
    }
  }

  /// The visible folders right inside a folder, sorted.
  static func folders(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in
      var status = stat()
      return !name.hasPrefix(".") && lstat(folder.path + "/" + name, &status) == 0
        && status.st_mode & S_IFMT == S_IFDIR
    }.sorted()
  }
}
