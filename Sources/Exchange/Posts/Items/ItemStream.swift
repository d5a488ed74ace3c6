import Tables

/// Gives the posts of a file of a platform's or a tool's items, as rows of a table.
final class ItemStream: RecordSource {
  let header: TableHeader
  let notices: [TableNotice] = []
  /// Why how many items were left out.
  private(set) var skipped: [String: Int] = [:]

  private let form: any ItemForm.Type
  private let values: JSONValues
  private let keepsFields: Bool
  private var waiting: [Record] = []
  private var seen: Set<String> = []

  /// Opens a file; with `keepsFields` whatever an item holds becomes a column.
  init(path: String, form: any ItemForm.Type, keepsFields: Bool) throws {
    guard let values = try JSONValues(path: path) else {
      throw ImportProblems(file: path, "it holds no JSON")
    }
    var notices: [TableNotice] = []
    header = try TableHeader(ItemCells.names, notices: &notices)
    (self.values, self.form, self.keepsFields) = (values, form, keepsFields)
  }

  func next() throws -> Record? {
    while waiting.isEmpty {
      guard let line = try values.next() else { return nil }
      let object: [String: Any]
      do {
        object = try (try? line.object()) ?? line.repaired.object()
      } catch let error as TableError {
        return Record(line: line.line, cells: [:], problem: error.kind.description)
      }
      let item = JSONItem(object)
      for post in form.posts(of: item).reversed() {
        switch post {
        case .skipped(let reason): skipped[reason, default: 0] += 1
        case .cells(var cells):
          if keepsFields { cells.merge(item.leaves()) { known, _ in known } }
          waiting.append(Record(line: line.line, cells: cells))
        }
      }
      // What was looked at twice was collected twice; the first is as good as the second.
      waiting.removeAll { record in
        guard let id = record["id"], !seen.insert(id).inserted else { return false }
        skipped["collected again", default: 0] += 1
        return true
      }
    }
    return waiting.popLast()
  }
}
