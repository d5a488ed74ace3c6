import ContentCoding
import Foundation
import NIOPosix
import StudyFile
import Synchronization
import Workflows

/// The study that the app shows: opened once, and again where its file changed.
final class StudyDesk: Sendable {
  private let folder: URL
  private let state: Mutex<(open: OpenStudy, stamp: Stamp)>

  /// What tells that codeframe.yaml was written.
  private struct Stamp: Equatable {
    let modified: Date?
    let size: Int?

    init(of folder: URL) {
      let file = folder.appending(path: StudyFile.name)
      let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
      modified = attributes?[.modificationDate] as? Date
      size = attributes?[.size] as? Int
    }
  }

  /// The desk of the study in `folder`.
  init(at folder: URL) throws {
    self.folder = folder
    state = Mutex((try OpenStudy(at: folder, for: NobodyListens()), Stamp(of: folder)))
  }

  /// The study as its file describes it now.
  func open() throws -> OpenStudy {
    try state.withLock { state in
      let stamp = Stamp(of: folder)
      if stamp != state.stamp { state = (try OpenStudy(at: folder, for: NobodyListens()), stamp) }
      return state.open
    }
  }

  /// Works on the study on a thread that may wait for the disk.
  func work<Result: Sendable>(
    _ body: @escaping @Sendable (OpenStudy) throws -> Result
  ) async throws -> Result {
    try await NIOThreadPool.singleton.runIfActive { try body(self.open()) }
  }
}
