import ContentCoding
import Exchange
import Foundation
import Storage
import Tables

/// Writes one coder's answers as tables that other tools take.
package struct ExportLabels: Workflow {
  /// The tool.
  package enum Tool: String, CaseIterable, Sendable {
    /// A text and its labels in JSON Lines.
    case doccano
    /// A CSV of annotations: the item's id, and a column for each variable.
    case fourCAT = "4cat"
  }

  /// The tool.
  package let tool: Tool
  /// Whose codings are written; nil for gold.
  package var coder: String?
  /// The variables; empty for all.
  package var variables: [String] = []
  /// The posts.
  package var posts = PostChoice()
  /// Takes the bytes, piece by piece.
  let put: ([UInt8]) throws -> Void

  /// The most columns beside the id that 4CAT takes.
  static let columnLimit = 20

  /// An export to `put`.
  package init(for tool: Tool, to put: @escaping ([UInt8]) throws -> Void) {
    self.tool = tool
    self.put = put
  }

  /// - Returns: how many posts were written.
  package func run(in open: OpenStudy) throws -> Int {
    let coder = self.coder ?? open.configuration.gold
    try open.requireCodings(of: [coder])
    let chosen =
      try variables.isEmpty
      ? open.configuration.codebook.variables.map(\.name)
      : variables.map { try open.existingVariable($0).name }
    let write: (Post, [String: CodedValue]) throws -> Void
    let finish: () throws -> Void
    switch tool {
    case .doccano:
      let writer = JSONLinesWriter(to: put)
      write = { post, values in
        let labels = chosen.flatMap { name -> [String] in
          guard let value = values[name] else { return [] }
          let texts = if case .tags(let tags) = value { tags.sorted() } else { [value.text] }
          return chosen.count > 1 ? texts.map { "\(name): \($0)" } : texts
        }
        try writer.write([
          .init("id", .text(post.id)), .init("text", .text(post.text)),
          .init("label", .list(labels.map { .text($0) })),
        ])
      }
      finish = writer.finish
    case .fourCAT:
      guard chosen.count <= Self.columnLimit else {
        throw UserError(
          "4CAT takes at most \(Self.columnLimit) columns, and there are \(chosen.count); name some with --variable"
        )
      }
      let writer = try TableWriter(columns: ["id"] + chosen, to: put)
      write = { post, values in try writer.write([post.id] + chosen.map { values[$0]?.text ?? "" }) }
      finish = writer.finish
    }
    var count = 0
    try open.study.forEachPage(in: try posts.selection(in: open, allowsNone: true)) { posts in
      try Task.checkCancellation()
      let codings = try open.study.values(of: posts, by: coder, variables: chosen)
      for post in posts {
        guard let values = codings[post.id], !values.isEmpty else { continue }
        try write(post, values)
        count += 1
      }
    }
    try finish()
    return count
  }
}
