import ContentCoding
import Foundation
import Storage
import StudyFile

@testable import Workflows

/// A study of empty posts, all of them in the sample `main`, with one yes-or-no variable, `crowd`.
enum SmallStudy {
  /// Runs `body` with the study, which is gone afterwards.
  static func with(posts: Int, coders: String = "", _ body: (OpenStudy) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "small-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("study: Small\nvariables:\n  - name: crowd\n    type: boolean\n\(coders)".utf8)
      .write(to: folder.appending(path: StudyFile.name))
    let study = try Study.create(at: folder)
    let all = (0..<posts).map { Post(id: "p\($0)") }
    try study.importPosts(all)
    try study.saveSample(
      Sample(
        name: "main", design: "all", probabilities: Dictionary(uniqueKeysWithValues: all.map { ($0.id, 1) }),
        drawnAt: Date()))
    try study.close()
    try body(try OpenStudy(at: folder, for: NobodyListens()))
  }
}
