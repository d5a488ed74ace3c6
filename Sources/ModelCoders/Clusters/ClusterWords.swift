import ContentCoding
import Foundation

/// The words that tell a cluster from the others: class-based TF-IDF.
///
/// All texts of a cluster are read as one. A word that stands f times in it, and F times in all clusters, weighs
/// f / (words of the cluster) x ln(1 + A / F), with A the mean number of words of a cluster (Grootendorst, 2022, BERTopic).
/// A word must stand in two posts of the cluster at least, so that one post's spelling does not name it.
public struct ClusterWords: Sendable {
  /// A word and its weight.
  public struct Word: Codable, Hashable, Sendable {
    /// The word, in lower case.
    public let text: String
    /// Its class-based TF-IDF in the cluster.
    public let weight: Double
    /// How many of the cluster's posts hold it.
    public let posts: Int
  }

  private struct Tally {
    var uses = 0
    var posts = 0
  }

  private var tallies: [[String: Tally]]

  /// Counts for `clusters` clusters.
  public init(clusters: Int) {
    tallies = Array(repeating: [:], count: clusters)
  }

  /// Counts the words of a post's text in its cluster.
  public mutating func add(_ text: String, to cluster: Int) {
    guard tallies.indices.contains(cluster) else { return }
    for (word, uses) in Dictionary(TextTokens(text).words.map { ($0, 1) }, uniquingKeysWith: +)
    where Self.tells(word) {
      tallies[cluster][word, default: Tally()].uses += uses
      tallies[cluster][word, default: Tally()].posts += 1
    }
  }

  /// The words of each cluster that weigh most, at most `count`; of equal weights in the order of the words.
  public func words(_ count: Int) -> [[Word]] {
    var everywhere: [String: Int] = [:]
    var lengths = [Int](repeating: 0, count: tallies.count)
    for (cluster, tally) in tallies.enumerated() {
      for (word, found) in tally {
        everywhere[word, default: 0] += found.uses
        lengths[cluster] += found.uses
      }
    }
    let mean = Double(lengths.reduce(0, +)) / Double(max(1, lengths.count { $0 > 0 }))
    return zip(tallies, lengths).map { tally, length in
      let weighed = tally.compactMap { word, found -> Word? in
        guard found.posts > 1, let all = everywhere[word] else { return nil }
        let weight = Double(found.uses) / Double(length) * log(1 + mean / Double(all))
        return Word(text: word, weight: weight, posts: found.posts)
      }
      return Array(
        weighed.sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }.prefix(count))
    }
  }

  /// Whether a word may tell something: one letter or digit alone does not, an emoji does.
  private static func tells(_ word: String) -> Bool {
    word.count > 1 || !word.unicodeScalars.allSatisfy { $0.isASCII }
  }
}
