import ContentCoding
import Foundation

extension FrameSampler {
  /// The seconds at which frames are taken, in order; those of a video without a known length begin and end at 0.
  ///
  /// - Parameters:
  ///   - rule: Which frames.
  ///   - file: A local file.
  /// - Returns: At least one, at most ``FrameRule/limit``.
  /// - Throws: ``VideoProblem``; `CancellationError`.
  func moments(_ rule: FrameRule, of file: URL) async throws -> [Double] {
    let duration = try await duration(of: file)
    switch rule {
    case .even(let count): return Self.middles(of: max(1, min(FrameRule.limit, count)), from: 0, to: duration)
    case .every(let seconds):
      let count = min(FrameRule.limit, Int((duration / max(0.04, seconds)).rounded(.down)) + 1)
      // The end itself shows nothing any more.
      return (0..<count).map { Double($0) * seconds }.filter { $0 == 0 || $0 < duration }
    case .times(let times):
      let within = times.filter { $0 <= duration }
      return within.isEmpty ? [duration / 2] : within
    case .scenes(let count):
      let cuts = try await cuts(in: file).filter { $0 > 0 && $0 < duration }
      let borders = [0] + cuts + [duration]
      let scenes = zip(borders, borders.dropFirst()).map { (start: $0, end: $1) }
      let longest = scenes.sorted { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }.prefix(
        max(1, count))
      return longest.map { ($0.start + $0.end) / 2 }.sorted()
    }
  }

  private static func middles(of count: Int, from start: Double, to end: Double) -> [Double] {
    (0..<count).map { start + (end - start) * (Double($0) + 0.5) / Double(count) }
  }

  /// The least change of the picture that counts as a cut, from 0 to 1.
  private static let cut = 0.3
  /// Cuts are looked for in a small copy of the video, within so many seconds of the processor's time.
  private static let secondsForCuts = 600

  /// The seconds at which another scene begins, by the change of the picture from frame to frame (FFmpeg's `scdet`-like score of
  /// its filter `select`).
  private func cuts(in file: URL) async throws -> [Double] {
    let filters = "scale=160:-2,select='gt(scene,\(Self.cut))',metadata=print:key=lavfi.scene_score:file=-"
    let report = try await VideoTool(
      name: "ffmpeg", secondsAllowed: Self.secondsForCuts, environment: environment
    )
    .output(
      ["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"] + VideoTool.careful
        + [
          "-max_pixels", "100000000", "-i", VideoTool.input(file), "-map", "0:V:0", "-vf", filters, "-an",
          "-sn", "-dn",
        ]
        + ["-f", "null", "-"], limit: 16 << 20)
    return String(decoding: report, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
      line.firstRange(of: "pts_time:").flatMap { Double(line[$0.upperBound...].prefix { $0 != " " }) }
    }
  }
}
