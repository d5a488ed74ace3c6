import Foundation

/// Cuts the sound out of videos, by FFmpeg: one channel of speech, without anything that the file says of itself.
public struct SoundTrack: Sendable {
  /// Bits a second: enough for speech, and 100 minutes in 25 MB.
  private static let bitRate = 32_000
  private static let secondsAllowed = 600

  /// A cutter.
  public init() {}

  /// How long the sound of a video is.
  ///
  /// - Parameter file: A local file.
  /// - Returns: Seconds; nil where it has no sound, 0 where its length is not known.
  /// - Throws: ``VideoProblem`` where it cannot be read; `CancellationError`.
  public func seconds(of file: URL) async throws -> Double? {
    let report = try await VideoTool(name: "ffprobe").output(
      ["-v", "error"] + VideoTool.careful + [
        "-select_streams", "a:0", "-show_entries", "format=duration:stream=duration", "-of", "json",
        VideoTool.input(file),
      ], limit: 1 << 20)
    guard let container = ProbedContainer(report) else {
      throw VideoProblem.unreadable("ffprobe did not say what it holds")
    }
    return container.streams.isEmpty ? nil : container.length ?? 0
  }

  /// Writes the sound of a video as MP3.
  ///
  /// - Parameters:
  ///   - file: A local file with sound.
  ///   - target: Where it goes; a file of that name is replaced.
  ///   - limit: What is longer than so many bytes is cut off.
  /// - Throws: ``VideoProblem`` where it cannot be read; `CancellationError`.
  public func write(_ file: URL, to target: URL, limit: Int) async throws {
    let arguments =
      ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-threads", "1"] + VideoTool.careful
      + ["-i", VideoTool.input(file), "-map", "0:a:0", "-vn", "-sn", "-dn", "-ac", "1", "-ar", "16000"]
      + ["-c:a", "libmp3lame", "-b:a", "\(Self.bitRate)", "-map_metadata", "-1", "-fflags", "+bitexact"]
      + ["-fs", "\(limit)", "-f", "mp3", VideoTool.input(target)]
    _ = try await VideoTool(name: "ffmpeg", secondsAllowed: Self.secondsAllowed).output(
      arguments, limit: 1 << 16)
  }
}
