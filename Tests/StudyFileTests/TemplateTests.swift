import Foundation
import Reliability
import Testing

@testable import StudyFile

/// Every template that is shipped reads without a problem.
@Suite struct TemplateTests {
  static let folder = Repository.folder.appending(path: "Codebooks")

  static var templates: [URL] {
    let all =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return all.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
  }

  @Test(.enabled(if: !templates.isEmpty), arguments: templates)
  func templateReads(file: URL) throws {
    let study = try StudyFile.parse(String(contentsOf: file, encoding: .utf8), path: file.lastPathComponent)
    #expect(!study.codebook.variables.isEmpty)
  }

  /// Mutations of the templates are read or refused with problems that have a line in the file.
  @Test(.enabled(if: !templates.isEmpty), arguments: templates)
  func mutatedTemplatesNeverCrash(file: URL) throws {
    let original = Array(try Data(contentsOf: file))
    var random = SplitMix64(seed: 11)
    for _ in 0..<100 {
      var bytes = original
      let place = Int(random.next() % UInt64(bytes.count))
      let end = min(bytes.count, place + Int(random.next() % 60))
      if random.next() % 2 == 0 {
        bytes.removeSubrange(place..<end)
      } else {
        bytes.insert(contentsOf: bytes[place..<end], at: Int(random.next() % UInt64(bytes.count)))
      }
      do throws(StudyFileError) {
        _ = try StudyFile.parse(String(decoding: bytes, as: UTF8.self))
      } catch {
        #expect(!error.problems.isEmpty)
      }
    }
  }
}
