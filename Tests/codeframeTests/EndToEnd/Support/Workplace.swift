import Foundation

/// A folder for one test, in which studies lie and commands are run.
struct Workplace {
  /// The folder.
  let folder: URL

  /// Runs `body` in a folder of its own, which is gone afterwards.
  static func with<Result>(_ body: (Workplace) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "codeframe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(Workplace(folder: folder.resolvingSymlinksInPath()))
  }

  /// The program, started here.
  var codeframe: CodeframeProgram { CodeframeProgram(folder: folder) }

  /// Runs the program; see ``CodeframeProgram/run(_:timeout:)``.
  @discardableResult
  func run(_ arguments: String...) async throws -> Outcome {
    try await codeframe.start(arguments).outcome()
  }

  /// Runs a command that must succeed.
  ///
  /// - Throws: ``CommandFailed``, with what was said.
  @discardableResult
  func succeed(_ arguments: String...) async throws -> Outcome {
    let outcome = try await codeframe.start(arguments).outcome()
    guard outcome.status == 0 else { throw CommandFailed(arguments: arguments, outcome: outcome) }
    return outcome
  }

  /// A path here.
  func url(_ path: String) -> URL { folder.appending(path: path) }

  /// Writes a file, and the folders that it lies in.
  func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  /// Writes a file, and the folders that it lies in.
  func write(_ data: Data, to path: String) throws {
    let file = url(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// Copies a file or a folder to `path`.
  func copy(_ source: URL, to path: String) throws {
    let target = url(path)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: source, to: target)
  }

  /// The text of a file.
  func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// Removes a file or folder.
  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url(path))
  }

  /// Whether a file in `path`, at any depth, holds these bytes.
  func bytes(_ canary: String, occurIn path: String) throws -> Bool {
    let needle = Data(canary.utf8)
    let files = FileManager.default.enumerator(at: url(path), includingPropertiesForKeys: [.isRegularFileKey])
    while let file = files?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      if try Data(contentsOf: file).range(of: needle) != nil { return true }
    }
    return false
  }
}

/// A command that had to succeed did not.
struct CommandFailed: Error, CustomStringConvertible {
  let arguments: [String]
  let outcome: Outcome
  var description: String {
    "codeframe \(arguments.joined(separator: " ")) ended with \(outcome.status): \(outcome.messages)"
  }
}
