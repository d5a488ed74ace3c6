import Foundation
import Subprocess

/// Takes stills of a video, evenly spread over its length, by FFmpeg.
public struct FrameSampler: Sendable {
  /// The longer side of a still at most, in pixels.
  public var longestSide: Int
  /// What is set in the environment of FFmpeg's programs.
  var environment: Environment = .inherit

  /// A sampler.
  ///
  /// - Parameter longestSide: stills are scaled down so that neither side is longer; 16 to 8192, values outside are brought
  ///   inside.
  public init(longestSide: Int) {
    self.longestSide = max(16, min(8192, longestSide))
  }

  /// A still is at most so large as a PNG: four bytes for each of its pixels.
  private var frameLimit: Int { longestSide * longestSide * 4 + (1 << 16) }

  /// Stills of `file`: of `count` parts of equal length, the picture shown in the middle of each.
  ///
  /// They are upright and have square pixels. A video that is shorter than `count` pictures, or breaks off, gives fewer; one
  /// that shows the same picture all along gives it once.
  ///
  /// - Parameters:
  ///   - count: how many, at least 1.
  ///   - file: a local file; its content decides what it is.
  /// - Returns: at least one still as PNG, in order of time.
  /// - Throws: ``VideoProblem``; `CancellationError`.
  public func frames(_ count: Int, of file: URL) async throws -> [[UInt8]] {
    let duration = try await duration(of: file)
    let count = max(1, count)
    var stills: [[UInt8]] = []
    for place in 0..<count {
      let time = duration * (Double(place) + 0.5) / Double(count)
      let still = try await still(of: file, at: time, counting: false)
      if !still.isEmpty, still != stills.last { stills.append(still) }
    }
    if stills.isEmpty {
      let first = try await still(of: file, at: 0, counting: true)
      guard !first.isEmpty else { throw VideoProblem.unreadable("it holds no picture") }
      stills.append(first)
    }
    return stills
  }

  /// The picture shown at `time`, in seconds, as PNG; empty where there is none.
  ///
  /// FFmpeg jumps to it, and where that leads nowhere, as in containers without an index, reads on from the beginning.
  ///
  /// `counting` is whether it reads from the beginning at once.
  private func still(of file: URL, at time: Double, counting: Bool) async throws -> [UInt8] {
    let side = longestSide
    let filters = [
      "scale=w='max(1,min(16384,trunc(iw*sar)))':h=ih", "setsar=1",
      "scale=w='min(iw,\(side))':h='min(ih,\(side))':force_original_aspect_ratio=decrease",
    ]
    let moment = ["-ss", Self.seconds(time)]
    let arguments =
      ["-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1"] + VideoTool.careful
      + ["-max_pixels", "100000000"] + (counting ? [] : moment) + ["-i", VideoTool.input(file)]
      + (counting ? moment : []) + ["-map", "0:V:0", "-frames:v", "1", "-vf", filters.joined(separator: ",")]
      + ["-an", "-sn", "-dn", "-f", "image2pipe", "-c:v", "png", "pipe:1"]
    let still = try await VideoTool(name: "ffmpeg", environment: environment).output(
      arguments, limit: frameLimit)
    return still.isEmpty && !counting ? try await self.still(of: file, at: time, counting: true) : still
  }

  /// To the microsecond, with a point in every locale.
  private static func seconds(_ time: Double) -> String {
    let whole = Int(time)
    return "\(whole).\(String(Int((time - Double(whole)) * 1e6) + 1_000_000).dropFirst())"
  }
}
