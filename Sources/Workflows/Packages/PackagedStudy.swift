import ContentCoding
import Exchange
import Foundation
import Storage
import StudyFile

/// A study that is made of a data package.
struct PackagedStudy {
  /// The package's folder.
  let package: URL
  /// Which codings are taken.
  var takes: (CodingRecord) -> Bool = { _ in true }
  /// The post that stands for a packaged one; nil to leave it out.
  var post: (PackagedPost) -> Post? = { packaged in
    Post(
      id: packaged.id, author: packaged.author, columns: packaged.columns, counts: packaged.counts,
      partOf: packaged.partOf)
  }
  /// Folders that the media of posts lie in.
  var mediaRoots: [URL] = []

  /// The study of the package in `folder`.
  init(of package: URL) { self.package = package }

  /// Makes the study in `folder`, which has none, and opens it.
  ///
  /// - Throws: `ImportProblems` and `StudyFileError` where a file of the package is wrong.
  func restored(in folder: URL, for listener: any WorkflowListener) throws -> OpenStudy {
    let reader = PackageReader(at: package)
    guard let text = try reader.text(of: .study, limit: StudyFile.sizeLimit) else {
      throw UserError("\(package.path) has no \(PackageFile.study.rawValue), so it is no package")
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appending(path: StudyFile.name), options: .withoutOverwriting)
    _ = try StudyFile.read(at: folder)
    try Study.create(at: folder).close()
    let open = try OpenStudy(at: folder, for: listener)
    try restorePosts(from: reader, to: open)
    try restoreCodings(from: reader, to: open)
    for sample in try reader.samples() {
      try open.study.saveSample(
        Sample(
          name: sample.name, design: sample.design, isPurposive: sample.isPurposive, seed: sample.seed,
          probabilities: sample.probabilities, strata: sample.strata, drawnAt: Date()))
    }
    try restoreRuns(from: reader, to: open)
    for (split, parts) in try reader.splits() { try open.study.saveSplit(split, parts: parts) }
    // Opened again, it knows where media may lie.
    return mediaRoots.isEmpty ? open : try OpenStudy(at: folder, for: listener)
  }

  private func restorePosts(from reader: PackageReader, to open: OpenStudy) throws {
    var folds: [String: Int] = [:]
    var groups: [String: DuplicateGroup] = [:]
    try open.study.importing(from: package.lastPathComponent) { session in
      for root in mediaRoots {
        try session.note(mediaRoot: root.resolvingSymlinksInPath().path, studyFolder: open.folder)
      }
      try reader.posts { packaged in
        try Task.checkCancellation()
        guard let post = post(packaged) else { return }
        try session.add(post)
        folds[post.id] = packaged.fold
        if let kept = packaged.duplicateOf {
          groups[kept, default: DuplicateGroup(kind: packaged.duplicateKind ?? .near, posts: [], kept: kept)]
            .posts.append(post.id)
        }
      }
    }
    if let last = folds.values.max() {
      let count = max(open.configuration.folds ?? 0, last + 1, Folds.counts.lowerBound)
      try open.study.saveFolds(Folds(count: count, assignment: folds))
    }
    let marked = groups.values.filter { $0.posts.count > 1 && $0.posts.contains($0.kept) }
    if !marked.isEmpty {
      try open.study.saveDuplicates(marked.sorted { $0.kept < $1.kept }, at: Date())
    }
  }

  /// Brings back what is known of the runs, so that models and prices can be told.
  private func restoreRuns(from reader: PackageReader, to open: OpenStudy) throws {
    guard let text = try reader.text(of: .runs) else { return }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    let runs: [Run]
    do {
      runs = try decoder.decode([Run].self, from: Data(text.utf8))
    } catch {
      throw UserError("\(package.appending(path: PackageFile.runs.rawValue).path) holds no runs")
    }
    let lease = Lease.held(at: Date())
    for run in runs where run.state == .done {
      _ = try open.study.acquire(run, lease: lease, isNewest: false)
      try open.study.finish(run, lease: lease, state: .done, at: run.endedAt ?? run.startedAt)
    }
  }

  private func restoreCodings(from reader: PackageReader, to open: OpenStudy) throws {
    let known = try open.study.postIDs()
    var all: Set<String> = known
    try reader.posts { all.insert($0.id) }
    try open.study.importingCodings(from: package.lastPathComponent) { session in
      try reader.codings(of: open.configuration.codebook, isPost: all.contains) { records in
        try Task.checkCancellation()
        let groups = Dictionary(
          grouping: records.filter { known.contains($0.coding.postID) && takes($0) },
          by: { [$0.coder.name, $0.run ?? ""] })
        for (_, records) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
          try session.save(
            records.map(\.coding), coder: records[0].coder, run: records[0].run, codebook: open.codebook,
            at: records[0].codedAt)
        }
      }
    }
  }
}
