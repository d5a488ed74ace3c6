import Foundation

@testable import Exchange

/// A study folder `study` with files beside it, in a temporary folder that goes away.
final class StudyFolder {
  let root = FileManager.default.temporaryDirectory.appendingPathComponent("posts-\(UUID())")
  var study: URL { root.appendingPathComponent("study") }

  init() throws {
    try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  @discardableResult
  func write(_ path: String, _ text: String = "x") throws -> URL {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url
  }

  func posts(
    _ text: String, path: String = "study/posts.csv", options: PostsTable.Options = .init(),
    batchSize: Int = 5_000
  ) throws -> (posts: [ImportedPost], summary: PostsSummary) {
    let file = try write(path, text)
    var posts: [ImportedPost] = []
    let summary = try PostsTable(path: file.path, study: study, options: options)
      .read(batchSize: batchSize) { posts += $0 }
    return (posts, summary)
  }

  func problems(_ text: String, path: String = "study/posts.csv", options: PostsTable.Options = .init())
    -> [String]
  {
    do {
      _ = try posts(text, path: path, options: options)
      return []
    } catch let error as ImportProblems {
      return error.first.map { $0.line > 0 ? "\($0.line): \($0.message)" : $0.message }
    } catch {
      return ["\(error)"]
    }
  }
}
