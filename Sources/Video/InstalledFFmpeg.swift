import Foundation
import Subprocess

/// The FFmpeg that this machine has.
public struct InstalledFFmpeg: Hashable, Sendable {
  /// Its version, by its own word.
  public let version: String
  /// Where its program `ffmpeg` lies.
  public let path: String

  /// What to do where there is none.
  public static var advice: String {
    #if os(macOS)
    "install FFmpeg (brew install ffmpeg)"
    #else
    "install FFmpeg (sudo apt-get install ffmpeg)"
    #endif
  }

  /// Looks in the folders of `PATH`.
  ///
  /// - Returns: nil where `ffmpeg` or `ffprobe` is missing or does not run.
  public static func find() async -> InstalledFFmpeg? {
    guard let path = try? await Executable.name("ffmpeg").resolveExecutablePath(in: .inherit),
      let words = try? await VideoTool(name: "ffmpeg").output(["-version"], limit: 1 << 16),
      (try? await VideoTool(name: "ffprobe").output(["-version"], limit: 1 << 16)) != nil
    else { return nil }
    // "ffmpeg version 5.1.9-0+deb12u1 Copyright (c) ..."
    let fields = String(decoding: words, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return InstalledFFmpeg(version: fields.dropFirst(2).first.map(String.init) ?? "", path: "\(path)")
  }
}
