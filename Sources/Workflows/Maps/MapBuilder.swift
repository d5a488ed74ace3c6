import ContentCoding
import Foundation
import Inference
import Learning
import ModelCoders
import Pages
import Storage

/// Lays a study's posts out on a plane, and gathers what a map shows.
package struct MapBuilder {
  package let open: OpenStudy
  package let cache: FeatureCache
  let encoder: PostEncoder
  /// The encoder as the study's user wrote it.
  package let choice: EncoderChoice
  package let showsPictures: Bool

  /// The map of a study by the encoder that a person means.
  ///
  /// - Parameters:
  ///   - open: The study.
  ///   - question: The encoder; where none is named, that of the clustering made last, or else of the first coder which
  ///     embeds.
  ///   - provider: Where models compute.
  ///   - showsPictures: Whether the map shows pictures.
  /// - Throws: ``UserError`` where the encoder cannot be opened.
  package init(open: OpenStudy, encoder question: EncoderQuestion, provider: Provider, showsPictures: Bool)
    throws
  {
    var (choice, uses) = (question.choice(in: open.configuration), question.uses)
    if question.model == nil, let newest = try Self.newestRecipe(in: open) {
      (choice, uses) = (newest.encoder, newest.uses)
    }
    self.open = open
    self.choice = choice
    self.showsPictures = showsPictures
    cache = try open.featureCache()
    encoder = try PostEncoder(
      choice, uses: uses, from: try Encoders(of: open, on: provider))
  }

  /// The recipe of the clustering made last whose embeddings need nothing but the posts.
  private static func newestRecipe(in open: OpenStudy) throws -> ClusteringRecipe? {
    for name in try open.study.clusterings() {
      guard let recipe = try open.study.clustering(name)?.recipe else { continue }
      if !recipe.uses.contains(.column(ClusterParameters.descriptionColumn)) { return recipe }
    }
    return nil
  }

  /// With more posts than this a map has no pictures: the page would not open any more.
  static let pictureLimit = 50_000

  /// The map's content as of `date`; the places are kept, and taken again while the posts and the encoder are the same.
  package func content(at date: Date) async throws -> MapContent {
    let embedded = try await encoder.embedded(in: open, cache: cache)
    let places = try places(of: embedded)
    let selection = PostSelection.ids(embedded.ids)
    var texts: [String: (caption: String, media: Media?)] = [:]
    try open.study.forEachPage(in: selection) { posts in
      for post in posts { texts[post.id] = (post.text, post.media.first) }
    }
    let hasPictures = showsPictures && embedded.ids.count <= Self.pictureLimit
    let order = MapOrder.positions(of: places)
    let sprites =
      hasPictures
      ? try await SheetPictures(folder: open.folder, listener: open.listener).sprites(
        of: order.map { texts[embedded.ids[$0]]?.media })
      : nil
    let numbers = Dictionary(
      order.enumerated().map { (embedded.ids[$1], $0) },
      uniquingKeysWith: { first, _ in first })
    let isSensitive = open.configuration.codebook.isSensitive
    return MapContent(
      study: open.configuration.name, space: space, generatedAt: date, version: ProgramVersion.current,
      method: method(of: embedded),
      posts: zip(embedded.ids, places).map { id, place in
        MapPost(
          id: id, caption: texts[id]?.caption ?? "", place: place,
          picture: sprites.flatMap { sprites in
            numbers[id].flatMap { sprites.pictures[$0] }.map {
              MapPost.Picture(sprite: $0.sprite, aspect: $0.aspect, isSensitive: isSensitive)
            }
          })
      },
      colourings: try MapColours(
        open: open, ids: embedded.ids, encoder: choice, uses: encoder.uses
      ).colourings(), sprites: sprites?.sheets)
  }

  /// What the map is called in the study.
  package var mapName: String { "\(choice.name) \(encoder.uses.map(\.text).joined(separator: " "))" }

  /// The encoder and what it embeds, as in `seedling-64, image`.
  private var space: String { "\(choice.name), \(encoder.uses.map(\.text).joined(separator: " and "))" }

  private func method(of embedded: EmbeddedPosts) -> String {
    "UMAP of \(Figures.count(embedded.ids.count, "post")) by \(choice.name) "
      + "(\(encoder.uses.map(\.text).joined(separator: ", "))): 15 neighbours, cosine distance, seed "
      + "\(open.configuration.seed). Near posts are alike; distances between groups, and the size of gaps, say little."
      + (embedded.without > 0
        ? " \(Figures.count(embedded.without, "post")) with nothing to embed are left out." : "")
  }

  private func places(of embedded: EmbeddedPosts) throws -> [SIMD2<Double>] {
    let umap = UMAP(dimensions: 2, seed: open.configuration.seed)
    let name = mapName
    let recipe = Fingerprint(
      of: [Fingerprint(of: encoder.identity), Fingerprint(of: umap), Fingerprint(of: embedded.ids)])
    if let stored = try open.study.map(name), stored.recipe == recipe {
      let places = embedded.ids.compactMap { stored.places[$0] }
      if places.count == embedded.ids.count { return places }
    }
    open.listener.notice("laying out \(Figures.count(embedded.ids.count, "post")) on a plane (UMAP)")
    let line = ProgressMeter(noun: "epochs", for: open.listener)
    defer { line.clear() }
    let plane = try umap.fit(embedded.rows, threads: Machine.workers.count) { _, _ in line.advance(by: 1) }
      .embedding
    let places = embedded.ids.indices.map { SIMD2(Double(plane[$0, 0]), Double(plane[$0, 1])) }
    try open.study.saveMap(
      PostMap(
        name: name, recipe: recipe,
        places: Dictionary(zip(embedded.ids, places), uniquingKeysWith: { first, _ in first }), madeAt: Date()
      ))
    return places
  }
}
