import ContentCoding
import Foundation
import Imaging
import Subprocess

/// Takes frames of a video as pixels, by FFmpeg.
public struct FrameSampler: Sendable {
  /// The longer side of a frame at most, in pixels.
  public var longestSide: Int
  /// What is set in the environment of FFmpeg's programs.
  var environment: Environment = .inherit

  /// The longest side at which nothing that platforms show is scaled down.
  public static let usualSide = 4096

  /// A sampler.
  ///
  /// - Parameter longestSide: frames are scaled down so that neither side is longer; 16 to 8192, values outside are brought
  ///   inside.
  public init(longestSide: Int = usualSide) {
    self.longestSide = max(16, min(8192, longestSide))
  }

  /// Three bytes for each pixel, behind a short header.
  private var frameLimit: Int { longestSide * longestSide * 3 + (1 << 10) }

  /// Hands on frames of `file`, one after the other, in order of time; none stays in memory.
  ///
  /// They are upright and have square pixels. A video that is shorter than its frames, or breaks off, gives fewer; one that shows
  /// the same picture all along gives it once.
  ///
  /// - Parameters:
  ///   - rule: Which frames.
  ///   - file: A local file; its content decides what it is.
  ///   - limit: The most frames; they are spread over those that the rule names.
  ///   - take: Takes a frame; called at least once.
  /// - Throws: ``VideoProblem``; `CancellationError`; what `take` throws.
  public func forEachFrame(
    _ rule: FrameRule, of file: URL, limit: Int = FrameRule.limit, _ take: (PixelImage) async throws -> Void
  ) async throws {
    var last: PixelImage?
    for time in Self.spread(try await moments(rule, of: file), over: max(1, limit)) {
      guard let frame = try await frame(of: file, at: time, counting: false), frame != last else { continue }
      try await take(frame)
      last = frame
    }
    guard last == nil else { return }
    guard let first = try await frame(of: file, at: 0, counting: true) else {
      throw VideoProblem.unreadable("it holds no picture")
    }
    try await take(first)
  }

  /// At most `count` of `times`, evenly.
  private static func spread(_ times: [Double], over count: Int) -> [Double] {
    guard times.count > count else { return times }
    return (0..<count).map { times[$0 * times.count / count] }
  }

  /// The picture shown at `time`, in seconds; nil where there is none.
  ///
  /// FFmpeg jumps to it, and where that leads nowhere, as in containers without an index, reads on from the beginning.
  ///
  /// `counting` is whether it reads from the beginning at once.
  private func frame(of file: URL, at time: Double, counting: Bool) async throws -> PixelImage? {
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
      + ["-an", "-sn", "-dn", "-pix_fmt", "rgb24", "-f", "image2pipe", "-c:v", "ppm", "pipe:1"]
    let bytes = try await VideoTool(name: "ffmpeg", environment: environment).output(
      arguments, limit: frameLimit)
    if bytes.isEmpty { return counting ? nil : try await frame(of: file, at: time, counting: true) }
    guard let image = PixelImage(portablePixmap: bytes) else {
      throw VideoProblem.unreadable("FFmpeg gave no picture")
    }
    return image
  }

  /// To the microsecond, with a point in every locale.
  private static func seconds(_ time: Double) -> String {
    let whole = Int(time)
    return "\(whole).\(String(Int((time - Double(whole)) * 1e6) + 1_000_000).dropFirst())"
  }
}

extension PixelImage {
  /// Reads what FFmpeg writes as PPM: `P6`, width, height, 255, and the pixels; nil for anything else.
  init?(portablePixmap bytes: [UInt8]) {
    var place = 0
    func word() -> String? {
      while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
      let start = place
      while place < bytes.count, bytes[place] > 0x20, place - start < 10 { place += 1 }
      return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
    }
    guard word() == "P6", let width = word().flatMap({ Int($0) }), let height = word().flatMap({ Int($0) }),
      word() == "255"
    else { return nil }
    self.init(width: width, height: height, pixels: Array(bytes.dropFirst(place + 1)))
  }
}
