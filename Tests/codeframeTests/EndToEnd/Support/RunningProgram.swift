import Foundation

/// A program that was started; what it writes goes to files, so that it never waits for a reader.
final class RunningProgram {
  private let process = Process()
  private let captures: URL

  /// Starts `executable`.
  init(executable: URL, arguments: [String], environment: [String: String], folder: URL) throws {
    captures = FileManager.default.temporaryDirectory.appending(path: "codeframe-said-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: captures, withIntermediateDirectories: true)
    process.executableURL = executable
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file("output", in: captures)
    process.standardError = try Self.file("messages", in: captures)
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(at: captures)
  }

  /// Whether it has not ended yet.
  var isRunning: Bool { process.isRunning }
  /// Its number.
  var identifier: Int32 { process.processIdentifier }
  /// What it has written to standard output by now.
  var output: String {
    get throws { String(decoding: try Data(contentsOf: captures.appending(path: "output")), as: UTF8.self) }
  }
  /// What it has written to standard error by now.
  var messages: String {
    get throws { String(decoding: try Data(contentsOf: captures.appending(path: "messages")), as: UTF8.self) }
  }

  /// Sends a signal.
  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// Waits for the end.
  ///
  /// - Parameter timeout: seconds after which the program is killed.
  /// - Returns: what it said and how it ended.
  /// - Throws: ``ProgramHung`` where it had to be killed.
  func outcome(timeout: Double = 120) async throws -> Outcome {
    let end = ContinuousClock.now + .seconds(timeout)
    while process.isRunning {
      if ContinuousClock.now > end {
        send(SIGKILL)
        throw ProgramHung(
          arguments: process.arguments ?? [], seconds: timeout, messages: (try? messages) ?? "")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    let status = process.terminationStatus
    let arguments = process.arguments ?? []
    if status == 0, arguments.contains("--json") {
      let bytes = try Data(contentsOf: captures.appending(path: "output"))
      try JSONOutput(bytes, of: arguments).check()
    }
    return Outcome(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      bytes: try Data(contentsOf: captures.appending(path: "output")), messages: try messages)
  }

  private static func file(_ name: String, in folder: URL) throws -> FileHandle {
    let url = folder.appending(path: name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}

/// A program did not end in its time.
struct ProgramHung: Error, CustomStringConvertible {
  let arguments: [String]
  let seconds: Double
  let messages: String
  var description: String {
    "codeframe \(arguments.joined(separator: " ")) did not end in \(seconds) s; it said: \(messages)"
  }
}
