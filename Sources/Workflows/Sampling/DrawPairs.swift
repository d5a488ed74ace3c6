import ContentCoding
import Foundation
import Storage

/// Draws random pairs of posts within and between clusters, and keeps them.
package struct DrawPairs: Workflow, Sendable {
  /// How many pairs are drawn.
  package let count: Int
  /// What the pairs are called.
  package let name: String
  /// The clustering; nil for the study's only one.
  package var clustering: String?
  /// The share of pairs within clusters, from 0 to 1.
  package var within = 0.5
  /// Whether all posts of marked groups of duplicates are paired, and not the kept ones alone.
  package var withDuplicates = false
  /// From which chance derives; nil for the study's seed.
  package var seed: UInt64?
  /// Whether pairs of the same name, and what people said of them, are replaced.
  package var replaces = false

  /// A draw of `count` pairs.
  package init(_ count: Int, name: String) {
    self.count = count
    self.name = name
  }

  package func run(in open: OpenStudy) throws -> PairSample {
    try OpenStudy.check(name: name, of: "set of pairs")
    if !replaces, try open.study.pairs(name) != nil {
      throw UserError(
        "the study has pairs \(name) already; give another name, or replace them with --replace")
    }
    let clustering = try open.existingClustering(clustering)
    let frame = try SampleFrame(SampleFrame.Restrictions(withDuplicates: withDuplicates), in: open)
    let sampler = PairSampler(members: clustering.members.map { $0.filter(frame.ids.contains) })
    let seed = seed ?? open.configuration.seed
    let pairs = try sampler.pairs(count, within: within, seed: seed, name: name)
    let inside = pairs.count(where: \.isWithin)
    let sample = PairSample(
      name: name, clustering: clustering.name,
      design: "\(Figures.count(inside)) of \(Figures.count(sampler.withinCount, "pair")) within clusters of "
        + "\(clustering.name), \(Figures.count(count - inside)) of \(Figures.count(sampler.betweenCount)) between them, "
        + "each with the same chance", seed: seed, pairs: pairs, drawnAt: Date())
    try open.study.savePairs(sample)
    return sample
  }
}
