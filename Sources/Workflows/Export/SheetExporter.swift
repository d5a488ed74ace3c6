import ContentCoding
import Exchange
import Foundation
import Pages
import Storage

/// Writes sheets, some posts at a time, so that pictures of a large sample are never in memory together.
package struct SheetExporter {
  package let open: OpenStudy
  /// The person whose order it is; nil for the sample's own.
  package let coder: String?

  /// An exporter of sheets of `open`.
  package init(open: OpenStudy, coder: String?) {
    self.open = open
    self.coder = coder
  }

  /// The longest side of a picture, in pixels.
  private static let side = 480
  /// How many posts or pairs are prepared at once.
  private static let batch = 64

  /// Writes the posts of the sample called `name`.
  package func writePosts(of name: String, to put: ([UInt8]) throws -> Void) async throws {
    let ids = try ids(of: name)
    let page = SheetPage(
      heading(name, .posts(ids.count), variables: open.configuration.codebook.variables))
    try write(page.opening, to: put)
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      let chosen = Array(ids[start..<min(start + Self.batch, ids.count)])
      let posts = try await sheetPosts(chosen)
      for (place, id) in chosen.enumerated() {
        guard let post = posts[id] else { continue }
        try write(page.piece(number: start + place + 1, post), to: put)
      }
    }
    try write(page.closing, to: put)
  }

  /// The posts of the sample called `name` as a table to fill in.
  package func table(of name: String) throws -> CodingSheet {
    let ids = try ids(of: name)
    let posts = Dictionary(
      try open.study.posts(withIDs: ids).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return CodingSheet(
      posts: ids.compactMap { posts[$0] }, variables: open.configuration.codebook.variables)
  }

  /// The posts of a sample in the order in which they are coded: not that of strata or of certainty, which would tell the reader
  /// what a coder thinks.
  private func ids(of name: String) throws -> [String] {
    _ = try open.existingSample(name)
    guard let sample = try open.study.sample(name) else { return [] }
    let order = DrawOrder(
      seed: sample.seed ?? open.configuration.seed, purpose: "sheet \(name) for \(coder ?? "everybody")")
    return order.sorted(sample.probabilities.keys)
  }

  /// Writes the pairs called `name`.
  package func writePairs(of name: String, to put: ([UInt8]) throws -> Void) async throws {
    let sample = try open.existingPairs(name)
    let pairs = sample.pairs(inOrderOf: coder, seed: open.configuration.seed)
    let page = SheetPage(heading(name, .pairs(pairs.count), variables: []))
    try write(page.opening, to: put)
    for start in stride(from: 0, to: pairs.count, by: Self.batch) {
      let chosen = pairs[start..<min(start + Self.batch, pairs.count)]
      let posts = try await sheetPosts(Set(chosen.flatMap { [$0.first, $0.second] }).sorted())
      for pair in chosen {
        guard let first = posts[pair.first], let second = posts[pair.second] else { continue }
        try write(page.piece(number: pair.number, first, second), to: put)
      }
    }
    try write(page.closing, to: put)
  }

  private func heading(
    _ name: String, _ subject: SheetHeading.Subject, variables: [Variable]
  ) -> SheetHeading {
    SheetHeading(
      study: open.configuration.name, sample: name, subject: subject, variables: variables,
      isSensitive: open.configuration.codebook.isSensitive, madeAt: Date(),
      version: ProgramVersion.current)
  }

  private func sheetPosts(_ ids: [String]) async throws -> [String: SheetPost] {
    let posts = try open.study.posts(withIDs: ids)
    let pictures = try await Thumbnails(folder: open.folder, side: Self.side).pictures(of: posts)
    return Dictionary(
      posts.map { post in
        (post.id, SheetPost(post, picture: pictures[post.id] ?? .missing("the post has no picture")))
      },
      uniquingKeysWith: { first, _ in first })
  }

  private func write(_ piece: String, to put: ([UInt8]) throws -> Void) throws {
    try put(Array(piece.utf8))
  }
}
