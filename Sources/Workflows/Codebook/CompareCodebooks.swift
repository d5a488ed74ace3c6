import ContentCoding
import Storage

/// Says what changed between two versions of the codebook.
package struct CompareCodebooks: Workflow, Sendable {
  /// The first digits of the older version's fingerprint; nil for the version before the newer one.
  package var older: String?
  /// The first digits of the newer version's fingerprint; nil for today's codebook.
  package var newer: String?

  /// The comparison of two versions.
  package init(older: String? = nil, newer: String? = nil) {
    self.older = older
    self.newer = newer
  }

  /// - Returns: the changes, one sentence each; nil where there is one version only.
  package func run(in open: OpenStudy) throws -> [String]? {
    let recorded = try open.study.codebooks()
    let after = try newer.map { try version($0, among: recorded) } ?? open.configuration.codebook
    let before =
      try older.map { try version($0, among: recorded) }
      ?? recorded.last { $0.fingerprint != after.fingerprint }?.codebook
    return before.map { after.changes(from: $0).map(\.description) }
  }

  private func version(_ prefix: String, among recorded: [RecordedCodebook]) throws -> Codebook {
    let found = recorded.filter { $0.fingerprint.hex.hasPrefix(prefix.lowercased()) }
    guard let only = found.first, found.count == 1 else {
      throw UserError(
        "\(found.count) versions of the codebook begin with \(prefix); there are "
          + recorded.map(\.fingerprint.short).joined(separator: ", "))
    }
    return only.codebook
  }
}
