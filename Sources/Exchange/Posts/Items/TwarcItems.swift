/// Tweets that twarc collected: of the first API one a line, of the second as pages or flattened.
///
/// Source: the documentation of twarc and twarc2, and of the API's objects.
enum TwarcItems: ItemForm {
  static let name = "twarc"
  static let title = "twarc's tweets"

  static func sign(in item: JSONItem) -> String? {
    if item["id_str"] != nil, item["user.screen_name"] != nil {
      return "`id_str` and `user`, of Twitter's first API"
    }
    if item["public_metrics"] != nil, item["text"] != nil {
      return "`public_metrics`, of Twitter's second API"
    }
    let first = item.list("data").first
    return first?["id"] != nil && first?["text"] != nil && (item["meta"] != nil || item["includes"] != nil)
      ? "pages of Twitter's second API" : nil
  }

  static func posts(of item: JSONItem) -> [ItemPost] {
    if item["id_str"] != nil { return [first(item)] }
    if item["public_metrics"] != nil {
      return [second(item, author: item.text("author.username"), media: item.list("attachments.media"))]
    }
    let users = Dictionary(
      item.list("includes.users").map { ($0.text("id") ?? "", $0.text("username") ?? "") },
      uniquingKeysWith: { first, _ in first })
    let media = Dictionary(
      item.list("includes.media").map { ($0.text("media_key") ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
    return item.list("data").map { tweet in
      second(
        tweet, author: tweet.text("author_id").flatMap { users[$0] },
        media: tweet.list("attachments.media_keys").compactMap { $0.text.flatMap { media[$0] } })
    }
  }

  private static func first(_ tweet: JSONItem) -> ItemPost {
    guard let id = tweet.text("id_str") else { return .skipped("without an id") }
    var cells = ItemCells()
    cells["id"] = id
    cells["caption"] = tweet.text("full_text", "extended_tweet.full_text", "text")
    let author = tweet.text("user.screen_name")
    cells["author"] = author
    cells["created_at"] = tweet.text("created_at")
    cells["likes"] = tweet.text("favorite_count")
    cells["shares"] = tweet.text("retweet_count")
    cells["comments"] = tweet.text("reply_count")
    cells["quotes"] = tweet.text("quote_count")
    cells["language"] = tweet.text("lang")
    TweetMedia.read(tweet, into: &cells)
    cells["url"] = author.map { "https://twitter.com/\($0)/status/\(id)" }
    return .cells(cells.cells)
  }

  private static func second(_ tweet: JSONItem, author: String?, media: [JSONItem]) -> ItemPost {
    guard let id = tweet.text("id") else { return .skipped("without an id") }
    var cells = ItemCells()
    cells["id"] = id
    cells["caption"] = tweet.text("note_tweet.text", "text")
    cells["author"] = author ?? tweet.text("author_id")
    cells["created_at"] = tweet.text("created_at")
    cells["likes"] = tweet.text("public_metrics.like_count")
    cells["shares"] = tweet.text("public_metrics.retweet_count")
    cells["comments"] = tweet.text("public_metrics.reply_count")
    cells["quotes"] = tweet.text("public_metrics.quote_count")
    cells["saves"] = tweet.text("public_metrics.bookmark_count")
    cells["views"] = tweet.text("public_metrics.impression_count")
    cells["language"] = tweet.text("lang")
    cells.set("image_url", to: media.compactMap { $0.text("url", "preview_image_url") })
    cells.set("hashtags", to: tweet.list("entities.hashtags").compactMap { $0.text("tag") })
    cells["url"] = author.map { "https://twitter.com/\($0)/status/\(id)" }
    return .cells(cells.cells)
  }
}
