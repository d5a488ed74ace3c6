import Foundation

/// Why no frames were taken of a video.
public enum VideoProblem: Error, Hashable, Sendable, CustomStringConvertible, LocalizedError {
  /// FFmpeg's programs are not on this machine.
  case noTool(String)
  /// The file holds no moving pictures that FFmpeg can read; its words.
  case unreadable(String)
  /// FFmpeg took longer than it may.
  case tooSlow(seconds: Int)

  /// Whether another machine, or this one later, may well read the same file.
  public var isOfTheMachine: Bool {
    if case .unreadable = self { false } else { true }
  }

  /// What is wrong, as a clause after the file's name.
  public var description: String {
    switch self {
    case .noTool(let name):
      """
      it is a video, and \(name), which takes frames of videos, is not on this machine; \(InstalledFFmpeg.advice) and run the \
      command again
      """
    case .unreadable(let words): "no frame of the video can be read: \(words)"
    case .tooSlow(let seconds): "FFmpeg read the video for \(seconds) s and was stopped"
    }
  }

  /// The same.
  public var errorDescription: String? { description }
}
