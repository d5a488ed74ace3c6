/// Rows of doccano: a text with its labels.
enum DoccanoRows: ItemForm {
  static let name = "doccano"
  static let title = "doccano's rows"

  private static let own: Set = [
    "id", "text", "data", "label", "labels", "cats", "entities", "relations", "Comments", "comments",
    "filename",
  ]

  static func sign(in item: JSONItem) -> String? {
    let labels = ["label", "labels"].first { !item.list($0).isEmpty || item[$0] != nil }
    guard let labels, item["text"] != nil || item["data"]?.text != nil,
      item.keys.allSatisfy({ own.contains($0) || $0.hasPrefix("meta") })
    else { return nil }
    return "a text with `\(labels)`"
  }

  static func posts(of item: JSONItem) -> [ItemPost] {
    var cells = item.leaves()
    cells["caption"] = item.text("text") ?? item["data"]?.text
    cells["text"] = nil
    cells["data"] = nil
    return [cells["id"] == nil ? .skipped("without an id") : .cells(cells)]
  }
}
