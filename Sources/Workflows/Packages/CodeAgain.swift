import ContentCoding
import Exchange
import Foundation
import ModelCoders
import Storage

/// Lets the coders of a data package code again, on a study that has the same pictures, and says how far they give the same answers.
///
/// Nothing of the package runs: the models are those of this machine, and coders that ask an endpoint are left out.
package struct CodeAgain: Sendable {
  /// The package's folder.
  let package: URL
  /// The study that has the posts.
  let source: URL
  /// The folder of the study that is made.
  let folder: URL
  /// The coders; empty for all that can code here.
  package var coders: [String] = []

  /// A coding of the posts of `source`, in a new study in `folder`.
  package init(_ package: URL, withPostsOf source: URL, in folder: URL) {
    self.package = package
    self.source = source
    self.folder = folder
  }

  /// How far a coder answers as it did.
  package struct Row: Encodable, Sendable {
    package let coder: String
    package let variable: String
    /// Posts that it coded in both.
    package let posts: Int
    /// Of those, posts with the same value.
    package let same: Int
    /// The figures that hold between two coders.
    package let comparison: Comparison
  }

  /// What came of it.
  package struct Outcome: Encodable, Sendable {
    /// Posts of the package.
    package let posts: Int
    /// Those of them whose pictures the study has.
    package let found: Int
    package let rows: [Row]
    /// Coders that did not code, with the reason.
    package let leftOut: [String: String]
    /// The folder of the study that was made.
    package let study: String
  }

  /// Codes, and compares.
  ///
  /// - Parameter listener: Told what is done.
  /// - Returns: What came of it.
  /// - Throws: ``UserError`` where the study has no picture of the package.
  package func run(for listener: any WorkflowListener) async throws -> Outcome {
    try OutputPlace.check(newFolder: folder)
    let known = try MatchingPosts(of: try OpenStudy(at: source, for: listener))
    var (total, found) = (0, 0)
    try PackageReader(at: package).posts { packaged in
      total += 1
      if known.post(like: packaged) != nil { found += 1 }
    }
    guard found > 0 else {
      throw UserError(
        "\(source.path) has none of the \(Figures.count(total, "post")) of the package: no picture has the same bytes"
      )
    }
    listener.notice("\(Figures.count(found)) of \(Figures.count(total, "post")) are in \(source.path)")
    var restoring = PackagedStudy(of: package)
    restoring.takes = { [.person, .model, .consensus].contains($0.coder.kind) }
    restoring.post = { known.post(like: $0) }
    restoring.mediaRoots = known.roots
    let open = try restoring.restored(in: folder, for: listener)
    let leftOut = try await code(in: open)
    return Outcome(
      posts: total, found: found, rows: try rows(in: open, without: Set(leftOut.keys)), leftOut: leftOut,
      study: folder.path)
  }

  /// Lets each coder code after those that it reads.
  ///
  /// - Returns: Why some did not.
  private func code(in open: OpenStudy) async throws -> [String: String] {
    for name in coders { _ = try open.coder(named: name) }
    var leftOut: [String: String] = [:]
    for coder in open.configuration.inOrderOfSources where coders.isEmpty || coders.contains(coder.name) {
      try Task.checkCancellation()
      if coder.parameters.asksEndpoint {
        leftOut[coder.name] =
          "asks an endpoint; codeframe code \(coder.name) -C \(Shell.quoted(folder.path)) asks it, once you agree"
        continue
      }
      open.listener.notice("\(coder.name) codes again")
      do {
        _ = try await Code(coder: coder.name).run(in: open)
      } catch let error as CancellationError {
        throw error
      } catch {
        leftOut[coder.name] = String(describing: error)
      }
    }
    return leftOut
  }

  private func rows(in open: OpenStudy, without leftOut: Set<String>) throws -> [Row] {
    let codebook = open.configuration.codebook
    let posts = try open.study.postIDs()
    var before: [CoderIdentity: [String: [Coding]]] = [:]
    var all: Set<String> = []
    try PackageReader(at: package).posts { all.insert($0.id) }
    try PackageReader(at: package).codings(of: codebook, isPost: all.contains) { records in
      for record in records where posts.contains(record.coding.postID) {
        guard open.configuration.coder(named: record.coder.name) != nil else { continue }
        before[record.coder, default: [:]][record.coding.variable, default: []].append(record.coding)
      }
    }
    var rows: [Row] = []
    for coder in open.configuration.inOrderOfSources where !leftOut.contains(coder.name) {
      guard let (identity, codings) = before.first(where: { $0.key.name == coder.name }) else { continue }
      let now = try open.variableCodings(of: identity)
      for variable in codebook.variables {
        guard let then = codings[variable.name], let now = now[variable.name] else { continue }
        let first = VariableCodings(
          coder: CoderIdentity(name: "\(coder.name) in the package", kind: identity.kind), codings: then)
        let pairs = first.posts.compactMap { post in
          first.value(of: post).flatMap { one in now.value(of: post).map { (one, $0) } }
        }
        guard !pairs.isEmpty else { continue }
        rows.append(
          Row(
            coder: coder.name, variable: variable.name, posts: pairs.count, same: pairs.count { $0 == $1 },
            comparison: try Comparison(first, now, variable: variable, frame: EvaluationFrame())))
      }
    }
    return rows
  }
}

/// The posts of a study by the bytes of their pictures.
private final class MatchingPosts {
  /// The folders that the media lie in.
  let roots: [URL]
  private var byHashes: [[String]: [Post]] = [:]
  private var byID: [String: Post] = [:]

  init(of open: OpenStudy) throws {
    roots = try open.study.mediaRoots().map { URL(fileURLWithPath: $0, isDirectory: true) } + [open.folder]
    let meter = ProgressMeter(total: try open.study.postCount(), noun: "posts looked at", for: open.listener)
    defer { meter.clear() }
    try open.study.forEachPage { posts in
      try Task.checkCancellation()
      for post in posts {
        var post = post
        let hashes = try open.mediaHashes(of: post)
        for place in post.media.indices {
          post.media[place].path = open.study.absolutePath(of: post.media[place])
        }
        if hashes.isEmpty { byID[post.id] = post } else { byHashes[hashes, default: []].append(post) }
      }
      meter.advance(by: posts.count)
    }
  }

  /// The post that shows the same, under the package's id; of several the one of the same id, else the first.
  func post(like packaged: PackagedPost) -> Post? {
    let hashes = packaged.mediaSHA256s
    let found: Post?
    if hashes.isEmpty {
      found = byID[packaged.id]
    } else {
      guard !hashes.contains("") else { return nil }
      let candidates = byHashes[hashes] ?? []
      found = candidates.first { $0.id == packaged.id } ?? candidates.first
    }
    guard var post = found else { return nil }
    post.id = packaged.id
    post.author = packaged.author
    post.partOf = packaged.partOf
    post.columns.merge(packaged.columns) { _, packaged in packaged }
    post.counts.merge(packaged.counts) { _, packaged in packaged }
    return post
  }
}

extension StudyConfiguration {
  /// The coders, each after those whose answers it reads.
  fileprivate var inOrderOfSources: [CoderConfiguration] {
    var (ordered, seen): ([CoderConfiguration], Set<String>) = ([], [])
    func add(_ coder: CoderConfiguration) {
      guard seen.insert(coder.name).inserted else { return }
      for source in coder.parameters.sources { if let source = self.coder(named: source) { add(source) } }
      ordered.append(coder)
    }
    for coder in coders { add(coder) }
    return ordered
  }
}
