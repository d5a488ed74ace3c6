import ContentCoding
import Foundation
import Inference
import ModelCoders
import Storage

/// Looks through a study for posts that show the same.
package struct DuplicateSearch {
  package let open: OpenStudy
  package let cache: FeatureCache

  /// A search through `open`.
  package init(open: OpenStudy, cache: FeatureCache) {
    self.open = open
    self.cache = cache
  }

  /// What is asked.
  package struct Question {
    package var distance = Folds.nearDuplicateDistance
    package var scene: Scene?
    package var selection = PostSelection.all

    package init(
      distance: Int = Folds.nearDuplicateDistance, scene: Scene? = nil, selection: PostSelection = .all
    ) {
      self.distance = distance
      self.scene = scene
      self.selection = selection
    }
  }

  /// How posts of the same scene are found.
  package struct Scene {
    package var encoder: EncoderChoice
    package var threshold: Double
    package var provider: Provider

    package init(encoder: EncoderChoice, threshold: Double, provider: Provider) {
      self.encoder = encoder
      self.threshold = threshold
      self.provider = provider
    }
  }

  /// What was found.
  package struct Findings {
    /// By the smallest id in each.
    package var groups: [DuplicateGroup]
    /// Posts and distinct pictures that were looked at.
    package var posts: Int
    package var pictures: Int
    /// Pictures without a hash, which can be duplicates by their bytes alone.
    package var unread: Int
  }

  /// Searches; what is not in the cache is extracted first.
  package func findings(_ question: Question) async throws -> Findings {
    try await hash(question.selection)
    let catalogue = try PictureCatalogue(of: open.study, in: question.selection)
    let perceptual = try hashes(of: catalogue, by: PerceptualHasher().identity)
    var ties = PictureTies(count: catalogue.count)
    ties.tie(try await nearGroups(question.distance, perceptual: perceptual, of: catalogue), as: .near)
    if let scene = question.scene {
      ties.tie(try await sceneGroups(scene, of: catalogue), as: .sameScene)
    }
    var groups: [DuplicateGroup] = []
    let found = ties.groups(of: catalogue.pictures)
    let line = ProgressMeter(
      total: found.count, noun: "groups: choosing the post that is kept", for: open.listener)
    for (kind, members) in found {
      let ids = members.map { catalogue.posts[$0] }
      if let group = try await DuplicateGroup(kind: kind, of: candidates(ids, kind: kind)) {
        groups.append(group)
      }
      line.advance(by: 1)
    }
    line.clear()
    return Findings(
      groups: groups.sorted { $0.posts[0] < $1.posts[0] }, posts: catalogue.posts.count,
      pictures: catalogue.count, unread: perceptual.count { $0 == nil })
  }

  /// Makes sure that the SHA-256 and the pHash of every picture are known.
  private func hash(_ selection: PostSelection) async throws {
    let hasher = PerceptualHasher()
    let pipeline = pipeline(hasher)
    try await open.eachPage(in: selection, noun: "posts looked at") { posts in
      _ = try await pipeline.features(of: posts.flatMap(\.media), by: hasher.identity)
    }
  }

  /// The stored hash of every picture; nil where it has none.
  private func hashes(of catalogue: PictureCatalogue, by extractor: ExtractorIdentity) throws -> [UInt64?] {
    var hashes = [UInt64?](repeating: nil, count: catalogue.count)
    for chunk in catalogue.sha256s.chunks(of: CodingSession.pageSize) {
      try Task.checkCancellation()
      let features = try cache.features(sha256s: chunk.map(\.sha256), extractor: extractor)
      for (sha256, picture) in chunk {
        if case .hash(let hash) = features[sha256] { hashes[picture] = hash }
      }
    }
    return hashes
  }

  private func nearGroups(
    _ distance: Int, perceptual: [UInt64?], of catalogue: PictureCatalogue
  ) async throws -> [[Int]] {
    let near = NearPictures(distance: distance)
    let line = ProgressMeter(total: 100, noun: "% of the comparison of hashes", for: open.listener)
    var done = 0
    let candidates = try near.candidates(perceptual) { share in
      try Task.checkCancellation()
      line.advance(by: Int(share * 100) - done)
      done = Int(share * 100)
    }
    line.clear()
    var difference = [UInt64?](repeating: nil, count: catalogue.count)
    let hasher = DifferenceHasher()
    try await forEachFeature(of: candidates.flatMap(\.self), in: catalogue, by: hasher) { picture, feature in
      if case .hash(let hash) = feature { difference[picture] = hash }
    }
    return try near.groups(within: candidates, perceptual: perceptual, difference: difference) {
      try Task.checkCancellation()
    }
  }

  private func sceneGroups(_ scene: Scene, of catalogue: PictureCatalogue) async throws -> [[Int]] {
    let encoder = try Encoders(of: open, on: scene.provider).pictureEncoder(scene.encoder)
      .encoder
    var pictures: [Int] = []
    var vectors: [[Float]] = []
    try await forEachFeature(of: Array(0..<catalogue.count), in: catalogue, by: encoder) { picture, feature in
      guard case .vector(let vector) = feature else { return }
      pictures.append(picture)
      vectors.append(vector)
    }
    let line = ProgressMeter(
      total: vectors.count, noun: "pictures compared with all others", for: open.listener)
    let groups = try await SameScenes(threshold: scene.threshold).groups(
      of: vectors, workers: Machine.workers, progress: line.advance)
    line.clear()
    return groups.map { group in group.map { pictures[$0] } }
  }

  private func forEachFeature(
    of pictures: [Int], in catalogue: PictureCatalogue, by extractor: any MediaExtractor,
    _ body: (Int, Feature) -> Void
  ) async throws {
    let line = ProgressMeter(
      total: pictures.count, noun: "pictures through \(extractor.identity.name)", for: open.listener)
    let pipeline = pipeline(extractor)
    let media = try catalogue.media(of: Set(pictures), in: open.study)
    for chunk in media.chunks(of: CodingSession.pageSize) {
      try Task.checkCancellation()
      let features = try await pipeline.features(of: chunk.map(\.media), by: extractor.identity)
      for (item, feature) in zip(chunk, features) { body(item.picture, feature) }
      line.advance(by: chunk.count)
    }
    line.clear()
  }

  private func pipeline(_ extractor: any MediaExtractor) -> FeaturePipeline {
    open.pipeline(Extractors(ofMedia: [extractor]), cache: cache)
  }

  /// Posts with what decides which is kept; where all hold the same bytes, pixels decide nothing and are not counted.
  private func candidates(
    _ ids: [String], kind: DuplicateGroup.Kind
  ) async throws -> [DuplicateGroup.Candidate] {
    let posts = try open.study.posts(withIDs: ids)
    let pixels = kind == .sameBytes ? [:] : try await PixelCounts(folder: open.folder).pixels(of: posts)
    return posts.map { .init(post: $0.id, pixels: pixels[$0.id] ?? 0, time: $0.time) }
  }
}
