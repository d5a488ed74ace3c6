import ContentCoding
import Foundation
import ModelCoders
import Storage
import StudyFile

/// A study that a command works on: its file and its database.
package struct OpenStudy: Sendable {
  package let folder: URL
  package let configuration: StudyConfiguration
  package let study: Study
  /// The fingerprint under which the codebook of today is kept.
  package let codebook: Fingerprint
  /// How much had been forgotten when the study was opened: what is learned after knows nothing of it.
  let forgottenBefore: Int

  /// Whoever follows what is done with the study.
  package let listener: any WorkflowListener
  /// What a person states that the machine uses while a run works; nil to read what it counts.
  package var watts: Double?

  /// Opens the study in `folder` and keeps the text of its codebook.
  package init(at folder: URL, for listener: any WorkflowListener) throws {
    self.folder = folder
    self.listener = listener
    study = try Study(openingAt: folder)
    configuration = try StudyFile.read(at: folder)
    study.join(configuration.codingsRead)
    codebook =
      study.isReadOnly
      ? configuration.codebook.fingerprint : try study.record(configuration.codebook, at: Date())
    forgottenBefore = try study.forgettingMark()
    MediaRoots.set(try study.mediaRoots(), forStudyAt: folder)
  }

  /// The coder that `codeframe.yaml` calls `name`.
  package func coder(named name: String) throws -> CoderConfiguration {
    if let coder = configuration.coder(named: name) { return coder }
    let known = configuration.coders.map(\.name)
    throw UserError(
      "\(folder.appending(path: StudyFile.name).path) has no coder \(name); "
        + (known.isEmpty
          ? "it names none yet: see docs/codebook.md" : "it names \(known.joined(separator: ", "))"))
  }

  /// The cache of features, made where there is none.
  func featureCache() throws -> FeatureCache {
    guard !study.isReadOnly else {
      // What is made of pictures goes with the program.
      let place = FileManager.default.temporaryDirectory.appending(
        path: "codeframe-cache-\(UUID().uuidString)")
      PartialFiles.add(place.path)
      return try FeatureCache(in: place)
    }
    let cache = try FeatureCache(in: folder.appending(path: "cache")) { [study] in
      try study.forgotten(sha256s: $0)
    }
    // A forgetting that was killed on its way ends here.
    let pending = try study.pendingRemovals()
    if !pending.isEmpty {
      try cache.remove(sha256s: pending)
      try study.removed(sha256s: pending)
    }
    return cache
  }
}

extension OpenStudy {
  /// The posts of the sample called `name`.
  package func existingSample(_ name: String) throws -> PostSelection {
    guard try study.hasSample(name) else {
      let known = try study.samples().map(\.name)
      throw UserError(
        "the study has no sample \(name); "
          + (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))"))
    }
    return .sample(name)
  }

  /// These ids, each of a post of the study.
  func existingPosts(_ ids: [String]) throws -> [String] {
    let found = try study.posts(withIDs: ids).map(\.id)
    let known = Set(found)
    guard let missing = ids.first(where: { !known.contains($0) }) else { return found }
    throw UserError(try unknownPost(missing))
  }

  /// What is said of an id that no post has, with the one that may be meant.
  package func unknownPost(_ id: String) throws -> String {
    let near = NearName.nearest(to: id, among: try study.posts(limit: 500).posts.map(\.id))
    return "the study has no post \(id.prefix(200))\(near.map { "; did you mean \($0)?" } ?? "")"
  }

  /// The run called `id`.
  func existingRun(_ id: String) throws -> Run {
    guard let run = try study.run(id) else {
      throw UserError("the study has no run \(id); codeframe runs lists them")
    }
    return run
  }

  /// The account of each post by id; nil where none is known.
  package static func accounts(of posts: [Post]) -> [String: String]? {
    let accounts = posts.compactMap { post in post.groupValue(of: "author").map { (post.id, $0) } }
    return accounts.isEmpty ? nil : Dictionary(accounts, uniquingKeysWith: { first, _ in first })
  }
}
