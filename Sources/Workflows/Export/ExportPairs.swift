import ContentCoding
import Exchange
import Storage
import Tables

/// Writes pairs as a table for one person to judge, which tells nothing of clusters.
package struct ExportPairs: Workflow {
  /// What the pairs are called.
  package let name: String
  /// The person whose order it is; nil for the order of the pairs' numbers.
  package var coder: String?
  /// Takes the bytes of the table, piece by piece.
  package let put: ([UInt8]) throws -> Void

  /// An export to `put`.
  package init(_ name: String, for coder: String? = nil, to put: @escaping ([UInt8]) throws -> Void) {
    self.name = name
    self.coder = coder
    self.put = put
  }

  /// - Returns: how many pairs there are.
  package func run(in open: OpenStudy) throws -> Int {
    let sample = try open.existingPairs(name)
    let posts = try open.study.posts(withIDs: Set(sample.pairs.flatMap { [$0.first, $0.second] }).sorted())
    let cells = Dictionary(
      posts.map { post in
        let pictures = post.media.map { open.study.absolutePath(of: $0) }
        return (post.id, PairTable.Cells(id: post.id, caption: post.text, pictures: pictures))
      }, uniquingKeysWith: { first, _ in first })
    let table = try TableWriter(columns: PairTable.columns, to: put)
    for pair in sample.pairs(inOrderOf: coder, seed: open.configuration.seed) {
      guard let first = cells[pair.first], let second = cells[pair.second] else { continue }
      try table.write(PairTable.row(number: pair.number, first: first, second: second))
    }
    try table.finish()
    return sample.pairs.count
  }
}
