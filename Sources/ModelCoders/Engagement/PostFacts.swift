import ContentCoding
import Foundation

/// What an engagement coder knows of a post, before anything is learned.
struct PostFacts: Sendable {
  /// The post's id.
  let id: String
  /// The mean of the L2-normalised embeddings; empty where nothing is embedded.
  let embedding: [Float]
  /// The cells of the columns, in their order.
  let cells: [Cell]
  /// When the post was published.
  let time: Date?
  /// Other coders' answers as numbers, in the order of their columns; nil where there is none.
  let codings: [[Double]?]

  /// A cell of a column.
  struct Cell: Sendable {
    /// The count of that name, or the finite number that the cell holds.
    let number: Double?
    /// What the cell says; nil where it is blank.
    let text: String?

    var isBlank: Bool { number == nil && text == nil }
  }

  /// Whether nothing at all is known.
  var isEmpty: Bool {
    embedding.isEmpty && time == nil && cells.allSatisfy(\.isBlank) && codings.allSatisfy { $0 == nil }
  }
}

extension Post {
  /// The cell of a column: a count, `author` or `account`, or a further column.
  func cell(_ name: String) -> PostFacts.Cell {
    if let count = counts[name] {
      return PostFacts.Cell(number: Float(count).isFinite ? count : nil, text: nil)
    }
    let written = ["author", "account"].contains(name) ? groupValue(of: name) : columns[name]
    let text = written?.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let text, !text.isEmpty else { return PostFacts.Cell(number: nil, text: nil) }
    let number = Double(text).flatMap { Float($0).isFinite ? $0 : nil }
    return PostFacts.Cell(number: number, text: text)
  }
}

/// Gathers what is known of posts: embeddings, cells, time, other coders' answers.
struct FactsReader: Sendable {
  let parameters: EngagementParameters
  /// The encoder; nil where nothing is embedded.
  let extractor: ExtractorIdentity?
  /// The length of an embedding; nil takes that which most posts have.
  var dimension: Int?
  let columns: [CodingColumn]
  let codings: any CodingSource

  /// One post: what is known of it, or why nothing can be said.
  enum Reading: Sendable {
    /// `unreadable` names pictures that did not take part.
    case facts(PostFacts, unreadable: String?)
    case obstacle(Answer)
  }

  /// The readings of `posts`, one for each and in their order.
  func read(_ posts: [Post], from features: any FeatureSource) async throws -> [Reading] {
    try Task.checkCancellation()
    guard !posts.isEmpty else { return [] }
    let embedded = try await embeddings(of: posts, from: features)
    let coders = Set(columns.map(\.coder)).sorted()
    let table = coders.isEmpty ? CodingTable() : try await codings.codings(of: coders, for: posts)
    return posts.indices.map { index in
      reading(posts[index], embedding: embedded?[index], table)
    }
  }

  /// The length that most of the posts' embeddings have; nil where there is none.
  func usualDimension(of posts: [Post], from features: any FeatureSource) async throws -> Int? {
    guard let extractor else { return nil }
    let embedder = PostEmbedder(extractor: extractor, uses: parameters.uses)
    return try await embedder.embeddings(of: posts, from: features).usualLength
  }

  private func embeddings(of posts: [Post], from features: any FeatureSource) async throws
    -> [PostEmbeddings]?
  {
    guard let extractor else { return nil }
    let embedder = PostEmbedder(extractor: extractor, uses: parameters.uses, dimension: dimension)
    return try await embedder.embeddings(of: posts, from: features)
  }

  private func reading(_ post: Post, embedding: PostEmbeddings?, _ table: CodingTable) -> Reading {
    if let obstacle = embedding?.obstacle { return .obstacle(obstacle) }
    let facts = PostFacts(
      id: post.id, embedding: embedding?.mean ?? [], cells: parameters.columns.map(post.cell),
      time: parameters.time ? post.time : nil,
      codings: columns.map { $0.numbers(of: table[$0.coder, post.id, $0.variable.name]?.answer) })
    guard !facts.isEmpty else {
      return .obstacle(.abstained(Reason(.undecided, "nothing is known of the post that could be used")))
    }
    let note = embedding?.notingUnreadable(in: .coded(.number(0))).details["unreadable"]
    return .facts(facts, unreadable: note)
  }
}
