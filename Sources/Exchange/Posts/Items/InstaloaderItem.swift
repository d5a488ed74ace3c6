/// The JSON file that Instaloader writes beside a post's pictures.
enum InstaloaderItem: ItemForm {
  static let name = "instaloader-json"
  static let title = "Instaloader's file of a post"

  static func sign(in item: JSONItem) -> String? {
    item["node"]?.isObject == true && item["instaloader"] != nil ? "`node` and `instaloader`" : nil
  }

  static func posts(of item: JSONItem) -> [ItemPost] {
    guard let node = item["node"] else { return [.skipped("without data")] }
    var cells = InstagramItem.graph(node)
    if let full = node["iphone_struct"] {
      cells["caption"] = cells["caption"] ?? full.text("caption.text")
      cells["author"] = cells["author"] ?? full.text("user.username")
    }
    guard let id = cells["id"] else { return [.skipped("without an id")] }
    cells["url"] = "https://www.instagram.com/p/\(id)/"
    cells["hashtags"] = Hashtags.of(cells["caption"] ?? "")
    return [.cells(cells.cells)]
  }
}
