import Exchange
import Foundation
import Tables

/// A table or a folder that posts come from.
struct PostSource {
  /// The variable whose gold values the source brings; nil for none.
  let variable: String?
  private let reader: Reader

  private enum Reader {
    case table(PostsTable, path: String)
    case folder(PostsFolder, URL)
  }

  /// Looks at what `path` is.
  init(path: String, open: OpenStudy, options: PostsTable.Options, variable: String?) throws {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw UserError("there is no file or folder \(url.path)")
    }
    if isFolder.boolValue {
      let classes = try ClassFolders.find(in: url, codebook: open.configuration.codebook, variable: variable)
      self.variable = classes?.variable
      reader = .folder(PostsFolder(folder: url, study: open.folder, classes: classes), url)
    } else {
      self.variable = nil
      reader = .table(
        PostsTable(path: url.path, study: open.folder, options: options), path: url.path)
    }
  }

  /// The folders, links followed, that the source's media may lie in.
  func mediaRoots(beside others: [URL]) -> [String] {
    let own =
      switch reader {
      case .table(_, let path): URL(fileURLWithPath: path).deletingLastPathComponent()
      case .folder(_, let url): url
      }
    return ([own] + others).map { $0.resolvingSymlinksInPath().path }
  }

  /// Reads everything, batch by batch.
  func read(take: ([ImportedPost]) throws -> Void) throws -> PostsSummary {
    switch reader {
    case .table(let table, let path): try RoundedIDs.naming(file: path) { try table.read(take: take) }
    case .folder(let folder, _): try folder.read(take: take)
    }
  }
}
