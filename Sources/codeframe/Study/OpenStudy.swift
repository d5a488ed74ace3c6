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
    try FeatureCache(in: folder.appending(path: "cache"))
  }
}

extension OpenStudy {
  /// The posts of the sample called `name`.
  func existingSample(_ name: String) throws -> PostSelection {
    guard try study.sample(name) != nil else {
      let known = try study.samples().map(\.name)
      throw UserError(
        "the study has no sample \(name); "
          + (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"))
    }
    return .sample(name)
  }

  /// The run called `id`.
  func existingRun(_ id: String) throws -> Run {
    guard let run = try study.run(id) else {
      throw UserError("the study has no run \(id); codeframe runs lists them")
    }
    return run
  }

  /// The account of each post by id; nil where none is known.
  static func accounts(of posts: [Post]) -> [String: String]? {
    let accounts = posts.compactMap { post in post.groupValue(of: "author").map { (post.id, $0) } }
    return accounts.isEmpty ? nil : Dictionary(accounts, uniquingKeysWith: { first, _ in first })
  }
}
