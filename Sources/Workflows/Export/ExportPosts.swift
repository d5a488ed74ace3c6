import ContentCoding
import Exchange
import Foundation
import Storage
import Tables

/// Writes posts as a table.
package struct ExportPosts {
  /// How the table is written.
  package var format: CodingsTable.Format
  /// Whether ids and authors are replaced by keyed hashes, and texts, further columns and paths left out.
  package var isPseudonymous = false
  /// The posts.
  package var selection = PostSelection.all
  /// Takes the bytes of the table, piece by piece.
  package let put: ([UInt8]) throws -> Void

  /// An export to `put`.
  package init(_ format: CodingsTable.Format, to put: @escaping ([UInt8]) throws -> Void) {
    self.format = format
    self.put = put
  }

  /// Writes the posts.
  ///
  /// - Parameter study: The database; codeframe.yaml is not needed.
  /// - Returns: How many posts were written.
  /// - Throws: What `put` throws.
  package func run(in study: Study) throws -> Int {
    let cells = try PostCells(of: study, isPseudonymous: isPseudonymous)
    let header = cells.header
    let write: ([String]) throws -> Void
    let finish: () throws -> Void
    switch format {
    case .csv:
      let writer = try TableWriter(columns: header, to: put)
      (write, finish) = (writer.write, writer.finish)
    case .jsonLines:
      let writer = JSONLinesWriter(to: put)
      write = { cells in
        try writer.write(zip(header, cells).filter { !$1.isEmpty }.map { .init($0, .text($1)) })
      }
      finish = writer.finish
    }
    var number = 0
    try study.forEachPage(in: selection) { posts in
      for post in posts { try write(cells.cells(of: post)) }
      number += posts.count
    }
    try finish()
    return number
  }
}

extension Study {
  /// Where a picture lies, whatever folder the exported table is moved to.
  package func absolutePath(of media: Media) -> String {
    URL(fileURLWithPath: media.path, relativeTo: URL(fileURLWithPath: folder.path, isDirectory: true))
      .standardizedFileURL.path
  }
}
