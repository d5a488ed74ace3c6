import ContentCoding
import Storage

/// The current codings of a study's coders.
struct StudyCodings: CodingSource {
  let study: Study

  func codings(of coders: [String], for posts: [Post]) async throws -> CodingTable {
    var table = CodingTable()
    let selection = PostSelection.ids(posts.map(\.id))
    for coder in coders {
      try Task.checkCancellation()
      try study.forEachCurrentCoding(coder: coder, in: selection) { table.add($0.coding, of: coder) }
    }
    return table
  }
}
