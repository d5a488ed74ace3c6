/// Tasks of Label Studio: what its `data` holds becomes a post.
///
/// Their annotations are read by `import label-studio`.
enum LabelStudioTasks: ItemForm {
  static let name = "label-studio"
  static let title = "Label Studio's tasks"

  static func sign(in item: JSONItem) -> String? {
    guard item["data"]?.isObject == true else { return nil }
    let other = ["annotations", "predictions", "completions"].first { item[$0] != nil }
    return other.map { "`data` and `\($0)`" }
  }

  static func posts(of item: JSONItem) -> [ItemPost] {
    guard let data = item["data"] else { return [.skipped("without data")] }
    var cells = data.leaves()
    cells["id"] = data.text("id", "post_id", "item_id") ?? item.text("id")
    return [cells["id"] == nil ? .skipped("without an id") : .cells(cells)]
  }
}
