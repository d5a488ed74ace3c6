import ContentCoding
import Foundation
import Inference
import Storage

/// Draws a sample of posts, and keeps it.
package struct DrawSample: Workflow, Sendable {
  /// How posts are drawn.
  package enum Design: Sendable {
    /// Every post has the same chance.
    case random
    /// A random draw in every value of a column, or in every answer of a coder to a variable.
    case stratified(by: String, coder: String?, allocation: Allocation)
    /// A random draw in every cluster of a clustering; nil for the study's only one.
    case cluster(String?, allocation: Allocation)
    /// The posts of which a coder is least sure; the variable may be left out where there is one alone.
    case uncertain(coder: String, variable: String?, measure: SampleDrawer.Measure)
    /// Posts far from each other in an encoder's space.
    case diverse(EncoderQuestion, Provider)
  }

  /// How many posts are drawn.
  package let count: Int
  /// What the sample is called.
  package let name: String
  /// How posts are drawn.
  package var design: Design
  /// The posts that are drawn from: a sample and conditions.
  package var source: PostChoice
  /// A coder whose coded posts are left out; nil for none.
  package var withoutCoded: String?
  /// Whether all posts of marked groups of duplicates are drawn from, and not the kept ones alone.
  package var withDuplicates = false
  /// From which chance derives; nil for the study's seed.
  package var seed: UInt64?
  /// Whether a sample of the same name is replaced.
  package var replaces = false

  /// A draw of `count` posts from `source`.
  package init(_ count: Int, name: String, design: Design = .random, from source: PostChoice = .init()) {
    self.count = count
    self.name = name
    self.design = design
    self.source = source
  }

  /// A sample, and what it was drawn from.
  package struct Outcome {
    /// The sample with what was drawn.
    package let drawing: SampleDrawer.Drawing
    /// The posts that could be drawn.
    package let frame: SampleFrame
  }

  package func run(in open: OpenStudy) async throws -> Outcome {
    try OpenStudy.check(name: name, of: "sample")
    if !replaces, try open.study.hasSample(name) {
      throw UserError(
        "the study has a sample \(name) already; give another name, or replace it with --replace")
    }
    let frame = try SampleFrame(
      SampleFrame.Restrictions(
        sample: source.sample, codedBy: withoutCoded, withDuplicates: withDuplicates,
        posts: try open.somePosts(fulfilling: source.filters).map(Set.init),
        conditions: source.filters.map(\.text)),
      in: open)
    let drawing = try await drawing(from: frame, of: open)
    try open.study.saveSample(drawing.sample)
    return Outcome(drawing: drawing, frame: frame)
  }

  private func drawing(from frame: SampleFrame, of open: OpenStudy) async throws -> SampleDrawer.Drawing {
    let drawer = SampleDrawer(open: open, name: name, seed: seed ?? open.configuration.seed)
    switch design {
    case .random: return try drawer.random(count, from: frame)
    case .stratified(let column, let coder, let allocation):
      let strata = try Strata(named: column, coder: coder, in: open)
      return try drawer.stratified(count, from: frame, by: strata, allocation: allocation)
    case .cluster(let clustering, let allocation):
      let strata = Strata.clustering(try open.existingClustering(clustering))
      return try drawer.stratified(count, from: frame, by: strata, allocation: allocation)
    case .uncertain(let coder, let variable, let measure):
      return try drawer.leastCertain(
        count, from: frame, coder: coder, variable: try open.existingVariable(variable), measure: measure)
    case .diverse(let encoder, let provider):
      return try await drawer.diverse(
        count, from: frame, choice: encoder.choice(in: open.configuration), uses: encoder.uses,
        provider: provider)
    }
  }
}
