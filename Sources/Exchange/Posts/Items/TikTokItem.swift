/// A post of TikTok as its pages get it.
enum TikTokItem {
  static func post(of data: JSONItem) -> ItemPost {
    if data.isTrue("isAd") || data["ad_info"] != nil { return .skipped("advertisement") }
    guard let id = data.text("id", "aweme_id") else { return .skipped("without an id") }
    var cells = ItemCells()
    cells["id"] = id
    cells["caption"] = data.text("desc", "contents.0.desc")
    let author = data.text("author.uniqueId", "author.unique_id", "author")
    cells["author"] = author
    cells["created_at"] = data.text("createTime", "create_time")
    // statsV2 has the counts as text, exact where the other rounds.
    cells["likes"] = data.text("statsV2.diggCount", "stats.diggCount", "statistics.digg_count")
    cells["comments"] = data.text("statsV2.commentCount", "stats.commentCount", "statistics.comment_count")
    cells["shares"] = data.text("statsV2.shareCount", "stats.shareCount", "statistics.share_count")
    cells["views"] = data.text("statsV2.playCount", "stats.playCount", "statistics.play_count")
    cells["saves"] = data.text("statsV2.collectCount", "stats.collectCount", "statistics.collect_count")
    let pictures = data.list("imagePost.images").compactMap { $0.text("imageURL.urlList.0") }
    cells.set(
      "image_url", to: pictures.isEmpty ? [data.text("video.cover", "video.originCover") ?? ""] : pictures)
    cells["video_url"] = pictures.isEmpty ? data.text("video.playAddr", "video.downloadAddr") : nil
    cells["media_type"] = pictures.isEmpty ? "video" : "photo"
    cells.set(
      "hashtags",
      to: data.list("challenges").compactMap { $0.text("title") }
        + data.list("textExtra").compactMap { $0.text("hashtagName") })
    cells["location_name"] = data.text("poi.name")
    cells["language"] = data.text("textLanguage")
    cells["url"] = author.map { "https://www.tiktok.com/@\($0)/video/\(id)" }
    return .cells(cells.cells)
  }
}
