import Foundation
import Hub
import Synchronization

/// Remembers the SHA-256 of model files by path, size and time of writing, so that a large model is not hashed at each start.
///
/// Lies in the study's `cache/` and may be deleted at any time.
final class ModelHashes: Sendable {
  private struct Entry: Codable {
    let size: Int
    let modified: Date
    let sha256: String
  }

  private let file: URL
  private let entries: Mutex<[String: Entry]>

  /// The hashes that the study in `folder` remembers; none where they cannot be read.
  init(forStudyAt folder: URL) {
    file = folder.appending(path: "cache/model-hashes.json")
    let known = (try? Data(contentsOf: file)).flatMap {
      try? JSONDecoder().decode([String: Entry].self, from: $0)
    }
    entries = Mutex(known ?? [:])
  }

  /// The file's SHA-256, from memory where the file is as it was.
  func sha256(of model: ModelFile) throws(ModelFileError) -> String {
    if let known = entries.withLock({ $0[model.url.path] }), known.size == model.size,
      known.modified == model.modified
    {
      return known.sha256
    }
    let hash = try model.sha256()
    let all = entries.withLock { entries in
      entries[model.url.path] = Entry(size: model.size, modified: model.modified, sha256: hash)
      return entries
    }
    // What is not remembered is hashed again next time; that is no reason to stop.
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? JSONEncoder().encode(all).write(to: file, options: .atomic)
    return hash
  }
}
