import ContentCoding
import Foundation
import Imaging

@testable import Video

/// Films that FFmpeg draws for a test, in a folder of their own.
final class Films: Sendable {
  let folder: URL

  init() throws {
    folder = URL.temporaryDirectory.appending(path: "codeframe-films-\(UUID())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Two seconds each of red, green and blue with grain, 64 x 48 pixels, ten pictures a second.
  static let colours =
    ["red", "lime", "blue"].map { "color=c=\($0):s=64x48:r=10:d=2[\($0)]" }.joined(separator: ";")
    + ";[red][lime][blue]concat=n=3,noise=alls=20:allf=t[out0]"

  /// Writes a film.
  ///
  /// - Parameters:
  ///   - name: the file's name, whose ending says the container unless `options` do.
  ///   - graph: what is drawn, in the words of FFmpeg's filters.
  ///   - options: of the output.
  /// - Returns: where it lies.
  /// - Throws: what FFmpeg has against it.
  func draw(_ name: String, _ graph: String = colours, options: [String] = []) async throws -> URL {
    let file = folder.appending(path: name)
    _ = try await VideoTool(name: "ffmpeg").output(
      ["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", graph, "-pix_fmt", "yuv420p"] + options
        + [VideoTool.input(file)], limit: 1 << 20)
    return file
  }

  /// A copy of `film` in another container, or with other words about it.
  func copy(_ film: URL, as name: String, options: [String]) async throws -> URL {
    let file = folder.appending(path: name)
    _ = try await VideoTool(name: "ffmpeg").output(
      ["-nostdin", "-v", "error", "-y", "-i", VideoTool.input(film), "-c", "copy"] + options
        + [VideoTool.input(file)], limit: 1 << 20)
    return file
  }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> URL {
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return file
  }
}

/// A still, looked at.
struct Still {
  /// Columns and rows.
  let size: [Int]
  /// The name of the channel that is brightest in the middle.
  let colour: String

  init(_ image: PixelImage) {
    size = [image.width, image.height]
    let middle = ((image.height / 2) * image.width + image.width / 2) * 3
    let channels = zip(["red", "green", "blue"], image.pixels[middle..<middle + 3])
    colour = channels.max { $0.1 < $1.1 }?.0 ?? ""
  }
}

extension FrameSampler {
  /// So many frames of `file`, evenly spread.
  func frames(_ count: Int, of file: URL) async throws -> [PixelImage] {
    try await frames(.even(count), of: file)
  }

  /// The frames that `rule` names.
  func frames(_ rule: FrameRule, of file: URL, limit: Int = FrameRule.limit) async throws -> [PixelImage] {
    var frames: [PixelImage] = []
    try await forEachFrame(rule, of: file, limit: limit) { frames.append($0) }
    return frames
  }
}
