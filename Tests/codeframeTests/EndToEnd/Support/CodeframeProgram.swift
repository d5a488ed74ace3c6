import Foundation

/// The program, as a person starts it in a folder.
struct CodeframeProgram {
  /// The folder in which it is started.
  let folder: URL
  /// What is set in its environment beside that of the tests; nil unsets.
  var environment: [String: String?] = [:]

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: as on the command line.
  ///   - timeout: seconds after which the program is killed.
  /// - Returns: what it said and how it ended.
  /// - Throws: ``ProgramHung``, ``ProgramNotFound``.
  @discardableResult
  func run(_ arguments: String..., timeout: Double = 120) async throws -> Outcome {
    try await start(arguments).outcome(timeout: timeout)
  }

  /// Starts the program and lets it run.
  func start(_ arguments: [String]) throws -> RunningProgram {
    var variables = ProcessInfo.processInfo.environment
    // Neither a wide terminal nor models of the person who tests may change what is said.
    variables["COLUMNS"] = "80"
    variables["HF_HOME"] = folder.appending(path: "no-hub").path
    for (name, value) in environment { variables[name] = value }
    return try RunningProgram(
      executable: try Self.executable(), arguments: arguments, environment: variables, folder: folder)
  }

  /// The program that was built with these tests; `CODEFRAME_BINARY` names another one.
  static func executable() throws -> URL {
    if let named = ProcessInfo.processInfo.environment["CODEFRAME_BINARY"], !named.isEmpty {
      return URL(fileURLWithPath: named)
    }
    let repository = SampleStudy.repository
    let products =
      (Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }.map(\.bundleURL)
      + [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])].compactMap(\.self))
      .map { $0.deletingLastPathComponent() }
      + ["debug", "release"].map { repository.appending(path: ".build/\($0)") }
    let candidates = products.map { $0.appending(path: "codeframe") }
    guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) })
    else {
      throw ProgramNotFound(candidates: candidates.map(\.path))
    }
    return found
  }
}

/// The tests have no program to run.
struct ProgramNotFound: Error, CustomStringConvertible {
  let candidates: [String]
  var description: String {
    "no program codeframe; looked for \(candidates.joined(separator: ", ")); CODEFRAME_BINARY names another place"
  }
}

/// How a program ended, and what it said.
struct Outcome {
  /// The exit status; 128 and the signal's number where a signal ended it.
  let status: Int32
  /// What went to standard output.
  let bytes: Data
  /// What went to standard error.
  let messages: String

  /// Standard output as text.
  var output: String { String(decoding: bytes, as: UTF8.self) }
}
