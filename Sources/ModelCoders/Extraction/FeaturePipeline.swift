import ContentCoding
import Foundation
import Imaging
import Synchronization

/// Gives features from the store, and extracts what is not there: read, decode, infer, store.
///
/// Each worker takes a batch through all stages, so no stage waits for another and the processor's cores stay busy until
/// the last batch. Media of the same bytes are extracted once.
public final class FeaturePipeline: FeatureSource {
  private let folder: URL
  private let extractors: [ExtractorIdentity: any MediaExtractor]
  private let textExtractors: [ExtractorIdentity: any TextExtractor]
  private let store: any FeatureStore
  private let ledger: any MediaStore
  private let workers: Workers
  private let progress: @Sendable (Int) -> Void
  /// Where the time goes.
  public let clock = StageClock()

  /// A pipeline.
  ///
  /// - Parameters:
  ///   - folder: the study's folder, which relative paths start from.
  ///   - extractors: the extractors of media that may be asked for.
  ///   - textExtractors: the extractors of texts that may be asked for.
  ///   - store: the cache.
  ///   - ledger: where the hashes of files are remembered.
  ///   - workers: the threads to work on.
  ///   - progress: told, from any thread, how many more media have their feature.
  public init(
    folder: URL, extractors: [any MediaExtractor], textExtractors: [any TextExtractor] = [],
    store: any FeatureStore, ledger: any MediaStore, workers: Workers,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.folder = folder
    self.extractors = Dictionary(
      extractors.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    self.textExtractors = Dictionary(
      textExtractors.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    self.store = store
    self.ledger = ledger
    self.workers = workers
    self.progress = progress
  }

  /// See ``FeatureSource/features(of:by:)``; of a video the mean over its frames, or the first frame's hash.
  ///
  /// An extractor that the pipeline was not given is a programming error.
  public func features(of media: [Media], by extractor: ExtractorIdentity) async throws -> [Feature] {
    try await featureLists(of: media, by: extractor).map(\.single)
  }

  /// See ``FeatureSource/featureLists(of:by:)``; the extractor says which frames of a video are looked at.
  public func featureLists(of media: [Media], by extractor: ExtractorIdentity) async throws -> [[Feature]] {
    guard let extractor = extractors[extractor] else { throw UnknownExtractor(name: extractor.name) }
    let distinct = Array(
      Dictionary(media.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }).values)
    let known = try cached(distinct, by: extractor.identity)
    // What was no picture may be a video: before frames were looked at, that is what was kept of it.
    let videos = distinct.filter { item in
      if case .missing? = known[item.path] { return item.isVideo(in: folder) }
      return known[item.path] == nil && item.isVideo(in: folder)
    }.sorted { $0.path < $1.path }
    let ofVideos = try await VideoExtraction(
      folder: folder, extractor: extractor, store: store, ledger: ledger, clock: clock, workers: workers
    ).features(of: videos, progress: progress)
    let pictures = try await features(
      ofPictures: distinct.filter { ofVideos[$0.path] == nil }, known: known, by: extractor)
    return media.map { item in
      ofVideos[item.path] ?? [
        pictures[item.path] ?? .missing(Reason(.fileAccess, "\(item.path) was not looked at"))
      ]
    }
  }

  private func features(
    ofPictures distinct: [Media], known: [String: Feature], by extractor: any MediaExtractor
  ) async throws -> [String: Feature] {
    let open = distinct.filter { known[$0.path] == nil }.sorted { $0.path < $1.path }
    let extraction = Extraction(
      folder: folder, extractor: extractor, store: store, ledger: ledger, clock: clock)
    let batches = batches(of: open, upTo: extractor.batchSize)
    progress(distinct.count - open.count)
    try await workers.each(batches) { [progress] batch in
      try extraction.extract(batch)
      progress(batch.count)
    }
    return known.merging(extraction.results(), uniquingKeysWith: { first, _ in first })
  }

  /// See ``FeatureSource/features(ofTexts:by:)``; texts are known by the SHA-256 of their UTF-8 bytes.
  public func features(ofTexts texts: [String], by extractor: ExtractorIdentity) async throws -> [Feature] {
    guard let extractor = textExtractors[extractor] else { throw UnknownExtractor(name: extractor.name) }
    let extraction = TextExtraction(extractor: extractor, store: store, clock: clock)
    let open = try extraction.claim(texts)
    let batches = batches(of: open, upTo: extractor.batchSize)
    progress(texts.count - open.count)
    try await workers.each(batches) { [progress] batch in
      try extraction.extract(batch)
      progress(batch.count)
    }
    return extraction.features(of: texts)
  }

  private func batches<Item>(of items: [Item], upTo size: Int) -> [[Item]] {
    BatchPlan(count: items.count, batchSize: size, workers: workers.count).batches.map { Array(items[$0]) }
  }

  /// Features of the media whose file is as it was when its hash was taken, or is gone but its feature is kept.
  private func cached(_ media: [Media], by extractor: ExtractorIdentity) throws -> [String: Feature] {
    let candidates = media.filter { item in
      guard item.sha256 != nil else { return false }
      switch MediaFile(item, in: folder).stamp() {
      case .success(let stamp): return stamp == item.stamp
      case .failure: return true
      }
    }
    let features = try store.features(sha256s: candidates.compactMap(\.sha256), extractor: extractor)
    return Dictionary(
      candidates.compactMap { item in item.sha256.flatMap { features[$0] }.map { (item.path, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}

/// A coder asked for features of an extractor that its pipeline does not have.
public struct UnknownExtractor: Error, CustomStringConvertible {
  let name: String
  /// What is missing.
  public var description: String { "the extractor \(name) is not part of this run" }
}
