import ContentCoding
import Exchange
import Foundation
import Hub
import Inference
import ModelCoders
import Storage
import StudyFile

/// Writes what a paper's appendix needs of a study: its codings, its codebook, how they were made, and the statistics, which others can
/// compute again from the codings.
package struct ExportPackage: Workflow {
  /// The folder, which is made.
  let folder: URL
  /// Whether posts and accounts keep their ids; else keyed hashes stand for them.
  ///
  /// People are always hidden.
  package var keepsIDs = false
  /// Whether the hashes of pictures are left out, without which nobody can code them again.
  package var leavesOutHashes = false

  /// A package in `folder`.
  package init(to folder: URL) { self.folder = folder }

  /// What was written.
  package struct Outcome: Sendable {
    package var posts = 0
    package var codings = 0
    /// Codings of variables or categories that the codebook no longer has.
    package var leftOut = 0
    /// Media whose files cannot be read, so that they have no hash.
    package var unread = 0
    /// How many figures there are.
    package var figures = 0
    /// Whether the packaged codings give the estimates that the study's give; their intervals are resampled anew.
    package var isTheSame = true
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    try OutputPlace.check(newFolder: folder)
    guard try open.study.postCount() > 0 else {
      throw UserError("the study has no posts yet; codeframe import posts brings them")
    }
    let part = folder.deletingLastPathComponent().appending(path: ".\(folder.lastPathComponent).part")
    try? FileManager.default.removeItem(at: part)
    PartialFiles.add(part.path)
    defer {
      try? FileManager.default.removeItem(at: part)
      PartialFiles.keep(part.path)
    }
    try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
    let outcome = try await write(to: part, of: open)
    if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
    try FileManager.default.moveItem(at: part, to: folder)
    return outcome
  }

  private func write(to part: URL, of open: OpenStudy) async throws -> Outcome {
    let writer = PackageWriter(to: part)
    let names = try PackageNames(of: open, keepsIDs: keepsIDs)
    var outcome = Outcome()
    let accounts = try writePosts(of: open, names, writer, &outcome)
    try writeCodings(of: open, names, writer, &outcome)
    try writer.samples(try samples(of: open, names, hiding: accounts))
    var splits: [String: [String: String]] = [:]
    for name in try open.study.splits().keys {
      let parts = try open.study.split(name)
      splits[name] = Dictionary(
        parts.map { (names($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    try writer.splits(splits)
    let text = try String(contentsOf: open.folder.appending(path: StudyFile.name), encoding: .utf8)
    try writer.write(try StudyFile.renamingCoders(in: text, names.mention), to: .study)
    try writer.write(json: try runs(of: open, names), to: .runs)
    try writer.write(json: PackageEnvironment(), to: .environment)
    try await writeFigures(of: open, from: part, writer, &outcome)
    try writer.write(PackageReadme(of: open, names, keepsIDs: keepsIDs).text, to: .readme)
    try writer.finish(
      DataPackage(
        title: open.configuration.name,
        description:
          "Codings, codebook and statistics of \(Figures.count(outcome.posts, "post")), without texts and pictures.",
        program: "Codeframe \(ProgramVersion.current)", created: Date()))
    return outcome
  }

  /// - Returns: the accounts that published the posts.
  private func writePosts(
    of open: OpenStudy, _ names: PackageNames, _ writer: PackageWriter, _ outcome: inout Outcome
  ) throws -> Set<String> {
    let columns = Set(open.configuration.coders.compactMap(\.groupBy)).sorted().compactMap { name in
      if case .column(let column) = try? open.groupColumn(named: name) { column } else { nil }
    }
    let counts = Set(open.configuration.countTargets.values).sorted()
    let folds = try open.study.folds()
    var groups: [String: DuplicateGroup] = [:]
    for group in try open.study.duplicates() { for post in group.posts { groups[post] = group } }
    var accounts: Set<String> = []
    let meter = ProgressMeter(total: try open.study.postCount(), noun: "posts", for: open.listener)
    defer { meter.clear() }
    try writer.posts(columns: columns, counts: counts) { take in
      try open.study.forEachPage { posts in
        try Task.checkCancellation()
        for post in posts {
          var packaged = PackagedPost(id: names(post.id))
          packaged.partOf = post.partOf.map(names.callAsFunction)
          packaged.author = post.author.map(names.callAsFunction)
          packaged.fold = folds?.assignment[post.id]
          packaged.duplicateOf = groups[post.id].map { names($0.kept) }
          packaged.duplicateKind = groups[post.id]?.kind
          for name in columns { packaged.columns[name] = post.columns[name].map(names.callAsFunction) }
          for name in counts { packaged.counts[name] = post.counts[name] }
          if !leavesOutHashes {
            packaged.mediaSHA256s = try open.mediaHashes(of: post)
            outcome.unread += packaged.mediaSHA256s.count { $0.isEmpty }
          }
          if let author = post.author { accounts.insert(author) }
          try take(packaged)
          outcome.posts += 1
        }
        meter.advance(by: posts.count)
      }
    }
    return accounts
  }

  private func writeCodings(
    of open: OpenStudy, _ names: PackageNames, _ writer: PackageWriter, _ outcome: inout Outcome
  ) throws {
    let variables = Dictionary(
      open.configuration.codebook.variables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    try writer.codings(of: open.configuration.codebook) { take in
      try open.study.forEachCodedPost { _, records in
        try Task.checkCancellation()
        for record in records {
          guard let variable = variables[record.coding.variable],
            record.coding.answer.value.map({ $0.isOffered(by: variable) }) ?? true
          else {
            outcome.leftOut += 1
            continue
          }
          try take(names.hiding(record))
          outcome.codings += 1
        }
      }
    }
  }

  /// The samples; an account that a sample was drawn of (`--where author=NAME`) is called otherwise in its words too.
  private func samples(
    of open: OpenStudy, _ names: PackageNames, hiding accounts: Set<String>
  ) throws -> [PackagedSample] {
    try open.study.samples().compactMap { try open.study.sample($0.name) }.map { sample in
      let named = accounts.filter { sample.design.contains($0) }.sorted { $0.count > $1.count }
      let design = named.reduce(sample.design) { $0.replacing($1, with: names($1)) }
      return PackagedSample(
        name: sample.name, design: design, isPurposive: sample.isPurposive, seed: sample.seed,
        probabilities: Dictionary(
          sample.probabilities.map { (names($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }),
        strata: Dictionary(
          sample.strata.map { (names($0.key), names($0.value)) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// The runs; without the configuration's text where it names a person.
  private func runs(of open: OpenStudy, _ names: PackageNames) throws -> [Run] {
    try open.study.runs().map { run in
      var run = run
      run.coder = names.coder(run.coder)
      if names.isNamed(in: run.configurationText) { run.configurationText = "" }
      return run
    }
  }

  /// Computes the figures from what was written, as anybody else will, and holds them against the study's own.
  private func writeFigures(
    of open: OpenStudy, from part: URL, _ writer: PackageWriter, _ outcome: inout Outcome
  ) async throws {
    open.listener.notice("computing the statistics from what was written")
    let place = try TemporaryStudyFolder()
    defer { place.remove() }
    let restored = try PackagedStudy(of: part).restored(in: place.url, for: NobodyListens())
    let figures = try await PackagedFigures(of: restored)
    try writer.write(json: figures, to: .figures)
    let (packaged, own) = (
      try FigureTree(of: figures), try FigureTree(of: try await PackagedFigures(of: open))
    )
    outcome.figures = packaged.leaves.count
    outcome.isTheSame = packaged.hasTheSameEstimates(as: own)
    let citation = try await Cite().run(in: restored)
    try writer.write(citation.methods + "\n", to: .methods)
    try writer.write(citation.bibliography + "\n", to: .references)
    try restored.study.close()
  }
}

extension PackageNames {
  /// `record` with its post and its coder called as the package calls them, and without words that may come from the post.
  fileprivate func hiding(_ record: CodingRecord) -> CodingRecord {
    var record = record
    record.coding.postID = self(record.coding.postID)
    record.coding.answer.details = [:]
    record.coding.answer.reason?.message = ""
    record.coder = coder(record.coder)
    return record
  }
}
