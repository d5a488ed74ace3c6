/// Items that the browser extension Zeeschuimer collected, raw or as 4CAT writes them out again.
///
/// Source: Zeeschuimer's and 4CAT's public code (`map_item` of their Instagram, TikTok and X modules).
enum ZeeschuimerItems: ItemForm {
  static let name = "zeeschuimer"
  static let title = "Zeeschuimer's items"

  static func sign(in item: JSONItem) -> String? {
    if item["__import_meta"]?.isObject == true { return "`__import_meta`, as 4CAT writes it" }
    return item["source_platform"] != nil && item["data"]?.isObject == true
      ? "`source_platform` and `data`" : nil
  }

  static func posts(of item: JSONItem) -> [ItemPost] {
    let isRaw = item["__import_meta"] == nil
    let platform = item.text("source_platform", "__import_meta.source_platform")?.lowercased() ?? ""
    guard let data = isRaw ? item["data"] : item else { return [.skipped("without data")] }
    var post: ItemPost
    if platform.contains("instagram") {
      post = InstagramItem.post(of: data)
    } else if platform.contains("tiktok") {
      post = TikTokItem.post(of: data)
    } else if platform.contains("twitter") || platform == "x.com" || platform.hasSuffix(".x.com") {
      post = XItem.post(of: data)
    } else {
      post = other(data, id: item.text("item_id"))
    }
    if case .cells(var cells) = post {
      cells["source_platform"] = platform.isEmpty ? nil : platform
      cells["collected_at"] = item.text("timestamp_collected", "__import_meta.timestamp_collected")
      post = .cells(cells)
    }
    return [post]
  }

  /// What is known of a platform that has no reader here: the id, and every field as a column.
  private static func other(_ data: JSONItem, id: String?) -> ItemPost {
    var cells = data.leaves()
    cells["id"] = id ?? cells["id"]
    return cells["id"] == nil ? .skipped("without an id") : .cells(cells)
  }
}
