import Foundation

/// Copies a video for a browser, by FFmpeg: its picture and its sound as they are, and nothing of what the file says beside them.
public struct VideoCopy: Sendable {
  /// A copy is not longer than this, in bytes.
  private static let sizeLimit = 2 << 30
  private static let secondsAllowed = 120

  /// A copier.
  public init() {}

  /// What a browser plays.
  public enum Container: String, Sendable {
    case mp4
    case webm

    /// The type that a browser is told.
    public var type: String { "video/\(rawValue)" }
  }

  /// Writes a copy of `file`.
  ///
  /// - Parameters:
  ///   - file: A local file.
  ///   - format: What it is.
  ///   - target: Where the copy goes; a file of that name is replaced.
  /// - Returns: What it was written as.
  /// - Throws: ``VideoProblem`` where neither container takes what it holds; `CancellationError`.
  public func write(_ file: URL, of format: VideoFormat, to target: URL) async throws -> Container {
    let likely: [Container] = format == .matroska ? [.webm, .mp4] : [.mp4, .webm]
    do {
      return try await write(file, as: likely[0], to: target)
    } catch is VideoProblem {
      return try await write(file, as: likely[1], to: target)
    }
  }

  private func write(_ file: URL, as container: Container, to target: URL) async throws -> Container {
    let arguments =
      ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-threads", "1"] + VideoTool.careful
      + ["-i", VideoTool.input(file), "-map", "0:V:0", "-map", "0:a:0?", "-c", "copy"]
      + ["-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1"]
      + ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]
      + (container == .mp4 ? ["-movflags", "+faststart"] : [])
      + ["-fs", "\(Self.sizeLimit)", "-f", container.rawValue, VideoTool.input(target)]
    _ = try await VideoTool(name: "ffmpeg", secondsAllowed: Self.secondsAllowed).output(
      arguments, limit: 1 << 16)
    return container
  }
}
