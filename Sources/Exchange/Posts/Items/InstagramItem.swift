/// A post of Instagram in one of the three shapes in which its own pages get it.
enum InstagramItem {
  static func post(of data: JSONItem) -> ItemPost {
    if data.text("product_type")?.lowercased() == "ad" || data["ad_id"] != nil || data["injected"] != nil {
      return .skipped("advertisement")
    }
    let kind = data.text("__typename") ?? ""
    var cells =
      if kind.lowercased().contains("polaris") {
        polaris(data)
      } else if !kind.isEmpty, data["shortcode"] != nil {
        graph(data)
      } else {
        feed(data)
      }
    guard let id = cells["id"] else { return .skipped("without an id") }
    cells["url"] = "https://www.instagram.com/p/\(id)/"
    cells["hashtags"] = Hashtags.of(cells["caption"] ?? "")
    return .cells(cells.cells)
  }

  /// What search and explore pages get: no likes.
  private static func polaris(_ data: JSONItem) -> ItemCells {
    var cells = ItemCells()
    cells["id"] = data.text("code")
    cells["caption"] = data.text("caption.text")
    cells["author"] = data.text("user.username", "owner.username")
    cells["created_at"] = data.text("taken_at")
    cells.set("image_url", to: pictures(data))
    cells["video_url"] = data.text("video_versions.0.url")
    return cells
  }

  /// What profile pages got: GraphQL's nodes and edges.
  static func graph(_ data: JSONItem) -> ItemCells {
    var cells = ItemCells()
    cells["id"] = data.text("shortcode", "code")
    cells["caption"] = data.text("edge_media_to_caption.edges.0.node.text", "caption.text", "caption")
    cells["author"] = data.text("owner.username")
    cells["created_at"] = data.text("taken_at_timestamp", "date")
    cells["location_name"] = data.text("location.name")
    let children = data.list("edge_sidecar_to_children.edges").compactMap { $0["node"] }
    let parts = children.isEmpty ? [data] : children
    cells.set("image_url", to: parts.compactMap { $0.text("display_url", "display_src") })
    cells.set("video_url", to: parts.compactMap { $0.text("video_url") })
    cells["media_type"] = mediaType(
      isVideo: data.isTrue("is_video"), parts: children.count)
    count(
      data, likes: ["edge_media_preview_like.count", "edge_liked_by.count"],
      comments: ["edge_media_to_parent_comment.count", "edge_media_to_comment.count"], into: &cells)
    cells["views"] = data.text("video_view_count")
    return cells
  }

  /// What feeds get today.
  private static func feed(_ data: JSONItem) -> ItemCells {
    var cells = ItemCells()
    cells["id"] = data.text("code", "shortcode")
    cells["caption"] = data.text("caption.text")
    cells["author"] = data.text("user.username", "owner.username")
    cells["created_at"] = data.text("taken_at", "caption.created_at")
    cells["location_name"] = data.text("location.name")
    let children = data.list("carousel_media")
    let parts = children.isEmpty ? [data] : children
    cells.set("image_url", to: parts.flatMap(pictures))
    cells.set("video_url", to: parts.compactMap { $0.text("video_versions.0.url") })
    cells["media_type"] = mediaType(isVideo: data.text("media_type") == "2", parts: children.count)
    count(data, likes: ["like_count"], comments: ["comment_count"], into: &cells)
    cells["views"] = data.text("play_count", "view_count")
    return cells
  }

  private static func pictures(_ part: JSONItem) -> [String] {
    [part.text("image_versions2.candidates.0.url", "display_uri", "display_url")].compactMap(\.self)
  }

  private static func mediaType(isVideo: Bool, parts: Int) -> String {
    parts > 0 ? "carousel" : isVideo ? "video" : "photo"
  }

  /// Hidden likes are said to be hidden: the number beside them is made up.
  private static func count(
    _ data: JSONItem, likes: [String], comments: [String], into cells: inout ItemCells
  ) {
    func first(_ paths: [String]) -> String? { paths.lazy.compactMap { data.text($0) }.first }
    if data.isTrue("like_and_view_counts_disabled") {
      cells["likes"] = "hidden"
    } else {
      cells["likes"] = first(likes)
    }
    cells["comments"] = first(comments)
  }
}

/// The words that begin with `#` in a text.
enum Hashtags {
  static func of(_ text: String) -> String? {
    let tags = text.matches(of: /#([\p{L}\p{N}_]+)/).prefix(100).map { String($0.1) }
    return tags.isEmpty ? nil : tags.joined(separator: "|")
  }
}
