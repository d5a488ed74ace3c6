import ContentCoding
import Foundation
import Inference
import Learning
import Storage

/// Draws samples of a study's posts.
package struct SampleDrawer {
  package let open: OpenStudy
  package let name: String
  package let seed: UInt64

  /// A drawer of the sample called `name`.
  package init(open: OpenStudy, name: String, seed: UInt64) {
    self.open = open
    self.name = name
    self.seed = seed
  }

  /// A sample with what was drawn for it.
  package struct Drawing {
    package var sample: Sample
    /// The posts in the order of the draw.
    package var posts: [DrawnPost]
    /// The strata; none where there were none.
    package var strata: [DrawnStratum]
    /// What else is to be told.
    package var notes: [String] = []
  }

  /// What makes a coder's answer a doubtful one.
  package enum Measure: String, CaseIterable {
    /// The confidence of the answer.
    case confidence
    /// The distance of the two highest scores.
    case margin
  }

  private var sampler: PostSampler { PostSampler(seed: seed, name: name) }

  /// A simple random draw.
  package func random(_ count: Int, from frame: SampleFrame) throws -> Drawing {
    drawing(
      try sampler.random(count, of: Array(frame.ids)), from: frame,
      design: "random: \(Figures.count(count)) of \(frame.description), each with the same chance")
  }

  /// A random draw in every stratum.
  ///
  /// Where as many are drawn of each category that a coder predicts, the sample is a purposive one.
  func stratified(
    _ count: Int, from frame: SampleFrame, by strata: Strata, allocation: Allocation
  ) throws -> Drawing {
    let drawn = try sampler.stratified(
      count, of: try strata.parting(frame, of: open), allocation: allocation)
    var kind = "stratified"
    if case .clustering = strata { kind = "cluster" }
    return drawing(
      drawn, from: frame,
      design:
        "\(kind): \(Figures.count(count)) of \(frame.description), \(allocation.rawValue) \(strata.description)",
      isPurposive: strata.arePredicted && allocation == .equal)
  }

  /// The posts of which a coder is least sure.
  func leastCertain(
    _ count: Int, from frame: SampleFrame, coder: String, variable: Variable, measure: Measure
  ) throws -> Drawing {
    try open.requireCodings(of: [coder])
    var certainty: [String: Double] = [:]
    try open.study.forEachCurrentCoding(coder: coder, variable: variable.name) { record in
      let answer = record.coding.answer
      guard frame.ids.contains(record.coding.postID), answer.status == .coded else { return }
      switch measure {
      case .confidence: certainty[record.coding.postID] = answer.confidence
      case .margin:
        let scores = answer.scores.values.sorted(by: >)
        certainty[record.coding.postID] = scores.count > 1 ? scores[0] - scores[1] : nil
      }
    }
    guard !certainty.isEmpty else {
      throw UserError(
        "\(coder) gives no \(measure == .margin ? "scores" : "confidence") for \(variable.name) of these posts; "
          + "choose a coder that does, and let it code them first")
    }
    var drawing = drawing(
      try sampler.leastCertain(count, of: certainty), from: frame,
      design:
        "uncertain: \(Figures.count(count)) of \(frame.description), the least sure \(variable.name) of \(coder) "
        + "(\(measure.rawValue))", isPurposive: true)
    let left = frame.ids.count - certainty.count
    if left > 0 {
      drawing.notes.append(
        "\(Figures.count(left, "post")) without a \(measure.rawValue) by \(coder) could not be drawn")
    }
    return drawing
  }

  /// How many posts are compared for a diverse sample at most; of more, so many are drawn at random first.
  static let poolLimit = 100_000

  /// Posts that lie far from each other in an encoder's space.
  package func diverse(
    _ count: Int, from frame: SampleFrame, choice: EncoderChoice, uses: [PostPart], provider: Provider
  ) async throws -> Drawing {
    let pool = sampler.order.first(Self.poolLimit, of: frame.ids)
    let encoder = try PostEncoder(
      choice, uses: uses, from: Encoders(of: open, on: provider))
    let vectors = try await encoder.embedded(in: open, cache: open.featureCache(), selection: .ids(pool))
    guard count <= vectors.ids.count else {
      throw SamplingProblem.tooFewPosts(asked: count, available: vectors.ids.count)
    }
    // Sorted by id, so that neither the choice nor its rounding depends on the order of import.
    let start = sampler.order.first(1, of: vectors.ids).first.flatMap { vectors.ids.firstIndex(of: $0) }
    let points = try FarthestPoints(
      count, of: vectors.rows, startingAt: start ?? 0, threads: Machine.workers.count)
    var drawing = drawing(
      DrawnPosts(posts: points.rows.map { DrawnPost(id: vectors.ids[$0], probability: nil) }, strata: []),
      from: frame,
      design:
        "diverse: \(Figures.count(count)) of \(frame.description), far from each other in \(choice.name) "
        + "of \(uses.map(\.text).joined(separator: ", "))", isPurposive: true)
    drawing.notes.append(
      "every post that was compared has a drawn one within a cosine distance of "
        + Figures.decimal(points.radius * points.radius / 2, places: 3))
    if frame.ids.count > pool.count {
      drawing.notes.append("\(Figures.count(pool.count)) posts drawn at random were compared")
    }
    if vectors.ids.count < pool.count {
      drawing.notes.append(
        "\(Figures.count(pool.count - vectors.ids.count, "post")) without an embedding could not be drawn")
    }
    return drawing
  }

  /// A draw from a sample has the product of both chances.
  private func drawing(
    _ drawn: DrawnPosts, from frame: SampleFrame, design: String, isPurposive: Bool = false
  ) -> Drawing {
    var posts = drawn.posts
    if let parent = frame.parent {
      for place in posts.indices {
        let before = parent.probabilities[posts[place].id] ?? nil
        posts[place].probability = posts[place].probability.flatMap { own in before.map { $0 * own } }
      }
    }
    let parentDesign = frame.parent.map { " (\($0.design))" } ?? ""
    return Drawing(
      sample: Sample(
        name: name, design: design + parentDesign,
        isPurposive: isPurposive || frame.parent?.isPurposive ?? false, seed: seed,
        probabilities: Dictionary(
          posts.map { ($0.id, $0.probability) }, uniquingKeysWith: { first, _ in first }),
        strata: Dictionary(
          posts.compactMap { post in post.stratum.map { (post.id, $0) } },
          uniquingKeysWith: { first, _ in first }),
        drawnAt: Date()),
      posts: posts, strata: drawn.strata)
  }
}
