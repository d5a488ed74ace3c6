import ContentCoding
import Foundation
import Interchange
import Storage

/// A study that a command works on: its file and its database.
struct OpenStudy: Sendable {
  let folder: URL
  let configuration: StudyConfiguration
  let study: Study
  /// The fingerprint under which the codebook of today is kept.
  let codebook: Fingerprint

  /// Opens the study in `folder` and keeps the text of its codebook.
  init(at folder: URL) throws {
    self.folder = folder
    study = try Study(openingAt: folder)
    configuration = try StudyFile.read(at: folder)
    codebook = try study.record(configuration.codebook, at: Date())
  }

  /// The coder that `codeframe.yaml` calls `name`.
  func coder(named name: String) throws -> CoderConfiguration {
    if let coder = configuration.coder(named: name) { return coder }
    let known = configuration.coders.map(\.name)
    throw UserError(
      "\(folder.appending(path: StudyFile.name).path) has no coder \(name); "
        + (known.isEmpty
          ? "it names none yet: see docs/codebook.md" : "it names \(known.joined(separator: ", "))"))
  }

  /// The cache of features, made where there is none.
  func featureCache() throws -> FeatureCache {
    try FeatureCache(forStudyAt: folder)
  }
}
