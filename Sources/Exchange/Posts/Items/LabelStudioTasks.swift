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
    for key in cells.keys where key.hasPrefix("codeframe_coders") { cells[key] = nil }
    // What Label Studio keeps itself is no file here; what it reads from a folder of its own is named after `?d=`.
    let pictures =
      data.list("images").isEmpty ? [data.text("image") ?? ""] : data.list("images").compactMap(\.text)
    let files = pictures.map { $0.replacing(#/^/data/local-files/\?d=/#, with: "") }
    if files.contains(where: { !$0.isEmpty }), !files.contains(where: { $0.hasPrefix("/data/") }) {
      cells["image_path"] = files.joined(separator: "|")
      cells["image"] = nil
      cells["images"] = nil
    }
    return [cells["id"] == nil ? .skipped("without an id") : .cells(cells)]
  }
}
