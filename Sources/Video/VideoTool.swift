import Foundation
import Subprocess

/// Runs one of FFmpeg's programs on a file that anyone may have made.
///
/// The program is a process of its own, so a decoder that fails takes nothing with it. It may open no network, no other file
/// (the demuxers that name further files are not among those it may use), and takes a limited time and memory.
struct VideoTool: Sendable {
  /// `ffmpeg` or `ffprobe`.
  let name: String
  /// After so many seconds of work the program is stopped.
  var secondsAllowed = 60
  /// What is set in its environment.
  var environment: Environment = .inherit

  /// Containers that hold their pictures themselves; playlists, and formats that name other files, are left out.
  private static let demuxers =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,ogg"

  /// Options that belong before the input.
  static let careful = [
    "-max_alloc", "\(1 << 30)", "-protocol_whitelist", "file", "-format_whitelist", demuxers,
  ]

  /// The name by which the program opens `file`, whatever the name looks like.
  static func input(_ file: URL) -> String { "file:" + file.path }

  /// What the program writes.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - limit: the most bytes that it may write.
  /// - Returns: all of it.
  /// - Throws: ``VideoProblem``; `CancellationError`.
  func output(_ arguments: [String], limit: Int) async throws -> [UInt8] {
    do {
      // The limit is the kernel's, on the processor's time, so it holds whatever else the machine and this program do.
      let result = try await Subprocess.run(
        .path("/bin/sh"),
        arguments: Arguments(
          ["-c", "ulimit -t \(secondsAllowed) && exec \"$@\"", "sh", name] + arguments),
        environment: environment,
        output: .bytes(limit: limit), error: .string(limit: 1 << 20))
      try Task.checkCancellation()
      switch result.terminationStatus {
      case .exited(0): return result.standardOutput
      case .exited(Self.notFound): throw VideoProblem.noTool(name)
      case .signaled(SIGXCPU), .signaled(SIGKILL): throw VideoProblem.tooSlow(seconds: secondsAllowed)
      default: throw VideoProblem.unreadable(Self.words(of: result.standardError ?? ""))
      }
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw VideoProblem.unreadable(
        error.code == .outputLimitExceeded
          ? "\(name) wrote more than \(limit) bytes" : "\(name) could not be run: \(error)")
    }
  }

  /// What a shell ends with where there is no such program.
  private static let notFound: Int32 = 127

  /// The last thing that the program said, without the addresses in brackets that stand before it.
  private static func words(of text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? "it said nothing"
    let plain = line.replacing(/\[[^\]]*\]\s*/, with: "")
    return String(
      plain.filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }.prefix(300))
  }
}
