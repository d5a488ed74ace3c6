import ContentCoding
import Foundation
import Imaging
import Synchronization
import Video

/// Gives the features of videos' frames, from the store or by extracting them.
///
/// Frames come one by one and go through the model a batch at a time, so that a long video takes no more memory than a short one.
struct VideoExtraction: Sendable {
  let folder: URL
  let extractor: any MediaExtractor
  let store: any FeatureStore
  let ledger: any MediaStore
  let clock: StageClock
  let workers: Workers

  /// What stands in the store behind the last frame of a video.
  private static let end = Feature.missing(Reason(.noPicture, "the video has no more frames"))
  /// So many keys are looked up at once.
  private static let page = 32

  /// The features of each of `videos`, in order of time; as many videos at a time as there are workers.
  ///
  /// - Parameters:
  ///   - videos: Files that are videos.
  ///   - progress: Told of each video that is done.
  /// - Returns: At least one feature for each, by path.
  /// - Throws: `CancellationError`, or an error that concerns the extractor.
  func features(
    of videos: [Media], progress: @escaping @Sendable (Int) -> Void
  ) async throws -> [String: [Feature]] {
    let found = try await workers.waiting(for: videos, onDone: { progress(1) }) { try await features(of: $0) }
    return Dictionary(zip(videos.map(\.path), found), uniquingKeysWith: { _, last in last })
  }

  private func features(of video: Media) async throws -> [Feature] {
    let file = MediaFile(video, in: folder)
    let sha256: String
    switch clock.time(.read, { file.sha256(of: video, in: ledger) }) {
    case .success(let known): sha256 = known
    case .failure(let problem): return [.missing(problem.reason)]
    }
    if let stored = try stored(sha256) { return stored }
    var features: [Feature] = []
    do {
      features = try await extracted(from: file.url)
    } catch let problem as VideoProblem {
      features = [.missing(Reason(problem.isOfTheMachine ? .fileAccess : .unreadable, problem.description))]
    }
    var keyed: [String: Feature] = [:]
    for (number, feature) in (features + [Self.end]).enumerated() {
      keyed[FrameKey.of(frame: number, ofVideo: sha256)] = feature
    }
    let isForGood = features.allSatisfy {
      if case .missing(let reason) = $0 { !reason.code.isTransient } else { true }
    }
    // Without its end a list is not read back.
    if isForGood { try clock.time(.store) { try store.store(keyed, extractor: extractor.identity) } }
    return features
  }

  /// What is kept of a video; nil where it is not all there.
  private func stored(_ sha256: String) throws -> [Feature]? {
    var features: [Feature] = []
    while features.count <= FrameRule.limit {
      let keys = (features.count..<features.count + Self.page).map { FrameKey.of(frame: $0, ofVideo: sha256) }
      let known = try store.features(sha256s: keys, extractor: extractor.identity)
      for key in keys {
        guard let feature = known[key] else { return nil }
        if feature == Self.end { return features.isEmpty ? nil : features }
        features.append(feature)
      }
    }
    return nil
  }

  private func extracted(from file: URL) async throws -> [Feature] {
    var features: [Feature] = []
    var waiting: [PixelImage] = []
    try await FrameSampler().forEachFrame(extractor.frames, of: file) { frame in
      waiting.append(frame)
      guard waiting.count >= extractor.batchSize else { return }
      features += try await extracted(waiting)
      waiting = []
    }
    if !waiting.isEmpty { features += try await extracted(waiting) }
    return features
  }

  /// The features of frames, computed on a worker's thread.
  private func extracted(_ frames: [PixelImage]) async throws -> [Feature] {
    let results = try await workers.map([frames]) { frames in
      var batch = extractor.makeBatch()
      var problems: [Int: Reason] = [:]
      for (number, frame) in frames.enumerated() {
        do throws(ImageProblem) {
          try clock.time(.decode) { () throws(ImageProblem) in try batch.add(frame) }
        } catch {
          problems[number] = error.reason
        }
      }
      var found = try clock.time(.infer) { problems.count < frames.count ? try batch.finish() : [] }[...]
      clock.countExtracted(found.count)
      return frames.indices.map { number in
        problems[number].map(Feature.missing) ?? found.popFirst()
          ?? .missing(Reason(.unreadable, "the frame was lost"))
      }
    }
    return results.first ?? []
  }
}

extension Media {
  /// Whether the file begins as a video does; false where it cannot be read.
  public func isVideo(in folder: URL) -> Bool {
    guard case .success(let head) = MediaFile(self, in: folder).beginning(VideoFormat.signatureLength) else {
      return false
    }
    return VideoFormat(head) != nil
  }
}

extension [Feature] {
  /// One feature that stands for all: the mean of embeddings, the first hash, or why there is none.
  var single: Feature {
    let vectors = compactMap { if case .vector(let vector) = $0 { vector } else { nil } }
    guard let first = vectors.first else {
      return self.first ?? .missing(Reason(.noPicture, "the video has no frames"))
    }
    guard vectors.count > 1 else { return .vector(first) }
    var sum = [Double](repeating: 0, count: first.count)
    for vector in vectors { for place in sum.indices { sum[place] += Double(vector[place]) } }
    return .vector(sum.map { Float($0 / Double(vectors.count)) })
  }
}
