/// A post of X as its pages get it.
enum XItem {
  static func post(of data: JSONItem) -> ItemPost {
    if data["promotedMetadata"] != nil || data["promoted_metadata"] != nil {
      return .skipped("advertisement")
    }
    // What may not be shown to everybody is wrapped once more.
    let tweet = data["tweet"].flatMap { $0.isObject ? $0 : nil } ?? data
    guard let legacy = tweet["legacy"], let id = tweet.text("rest_id", "legacy.id_str", "id") else {
      return .skipped(tweet.text("__typename") == "TweetTombstone" ? "no longer shown" : "without an id")
    }
    var cells = ItemCells()
    cells["id"] = id
    cells["caption"] =
      tweet.text("note_tweet.note_tweet_results.result.text") ?? legacy.text("full_text")
    let user = tweet["core.user_results.result"]
    let author = user?.text("legacy.screen_name", "core.screen_name")
    cells["author"] = author
    cells["created_at"] = legacy.text("created_at")
    cells["likes"] = legacy.text("favorite_count")
    cells["comments"] = legacy.text("reply_count")
    cells["shares"] = legacy.text("retweet_count")
    cells["quotes"] = legacy.text("quote_count")
    cells["saves"] = legacy.text("bookmark_count")
    cells["views"] = tweet.text("views.count")
    TweetMedia.read(legacy, into: &cells)
    cells["language"] = legacy.text("lang")
    cells["url"] = author.map { "https://x.com/\($0)/status/\(id)" }
    return .cells(cells.cells)
  }
}

/// Pictures, videos and hashtags, as tweets of the first API and X's pages name them.
enum TweetMedia {
  static func read(_ tweet: JSONItem, into cells: inout ItemCells) {
    let media =
      tweet.list("extended_entities.media").isEmpty
      ? tweet.list("entities.media") : tweet.list("extended_entities.media")
    cells.set("image_url", to: media.compactMap { $0.text("media_url_https", "media_url") })
    cells.set("video_url", to: media.compactMap(best))
    cells.set("hashtags", to: tweet.list("entities.hashtags").compactMap { $0.text("text") })
  }

  /// The address of a video's variant of the highest bit rate.
  private static func best(_ media: JSONItem) -> String? {
    media.list("video_info.variants").filter { $0.text("content_type") == "video/mp4" }.max {
      (Double($0.text("bitrate") ?? "") ?? 0) < (Double($1.text("bitrate") ?? "") ?? 0)
    }?.text("url")
  }
}
