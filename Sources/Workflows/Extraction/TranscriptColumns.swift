import ContentCoding
import Exchange
import Foundation
import ModelCoders
import Video

/// The words of videos: of the subtitles beside them, else what an endpoint hears.
struct TranscriptColumns: PostExtractor {
  let subtitles: SubtitleFiles
  /// Who is asked where there are no subtitles; nil for nobody.
  let spoken: SpokenWords?

  let columns = ["transcript"]

  var remark: String? { spoken?.remark }

  var identity: ExtractorIdentity {
    spoken?.identity
      ?? ExtractorIdentity(
        name: "transcript",
        fingerprint: Fingerprint(ofBytes: Array("transcript 1: vtt srt beside the video".utf8)))
  }

  func look(at posts: [Post]) async throws -> [Sight] {
    let videos = posts.map { post in post.media.filter { MediaPath.isVideo($0.path) } }
    let written = Dictionary(
      videos.joined().compactMap { video in subtitles.words(of: video).map { (video.path, $0) } },
      uniquingKeysWith: { first, _ in first })
    let heard =
      try await spoken?.words(of: videos.joined().filter { written[$0.path] == nil }) ?? [:]
    return videos.map { videos in
      let texts = videos.compactMap { written[$0.path] ?? heard[$0.path] }.filter { !$0.isEmpty }
      if texts.isEmpty { return videos.isEmpty ? .nothing : .unreadable }
      return .cells(["transcript": texts.joined(separator: "\n")])
    }
  }
}

/// The subtitles that lie beside videos, under the same name with the ending `.vtt` or `.srt`.
struct SubtitleFiles: Sendable {
  let folder: URL

  /// The words of a video's subtitles; nil where it has none.
  func words(of video: Media) -> String? {
    let stem = video.path.lastIndex(of: ".").map { String(video.path[..<$0]) } ?? video.path
    for ending in Subtitles.endings {
      // Read as media are: within the folders that were imported, links followed.
      guard case .success(let contents) = MediaFile(Media(path: "\(stem).\(ending)"), in: folder).read(),
        let words = Subtitles(contents.bytes)?.text, !words.isEmpty
      else { continue }
      return words
    }
    return nil
  }
}
