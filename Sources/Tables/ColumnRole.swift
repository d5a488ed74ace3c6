/// What a column of a table of posts is for.
public enum ColumnRole: String, CaseIterable, Sendable {
  /// The id of the post.
  case id
  /// The text of the post.
  case text
  /// A path or address of an image; several may stand in one cell.
  case image
  /// A path or address of a video.
  case video
  /// When the post appeared.
  case time
  /// Who posted it.
  case author
  /// A count: likes, comments, views.
  case count
  /// A column by which posts belong together.
  case group
  /// Says that the likes of the post are hidden (4CAT).
  case likesHidden = "likes-hidden"
  /// Says that the post was collected in part only (4CAT).
  case partialItem = "partial-item"

  /// The usual names in the order of preference, in the form of `normalised`.
  ///
  /// A local path comes before an address, and a time that names its zone before one that does not.
  var usualNames: [String] {
    switch self {
    case .id:
      [
        "id", "post_id", "postid", "item_id", "tweet_id", "status_id", "video_id", "media_id",
        "image_id", "shortcode",
      ]
    case .text:
      [
        "caption", "text", "full_text", "body", "message", "post_text", "tweet_text", "selftext",
        "content", "description", "tweet", "title",
      ]
    case .image:
      [
        "image_path", "image_file", "image_filename", "local_path", "picture_path", "photo_path",
        "media_path", "file_name", "filename", "file", "filepath", "file_path", "path", "image",
        "images", "picture", "pictures", "photo", "photos", "img", "media", "image_url", "image_urls",
        "images_url", "picture_url", "photo_url", "photo_urls", "display_url", "media_url",
        "media_urls", "thumbnail_url", "thumbnail", "bild", "bilder", "foto", "fotos", "imagen",
        "imagem", "immagine", "afbeelding",
      ]
    case .video:
      ["video_path", "video_file", "video_filename", "video", "videos", "video_url", "video_urls"]
    case .time:
      [
        "unix_timestamp", "created_utc", "created_at", "timestamp", "time_of_posting", "posted_at",
        "published_at", "taken_at", "created_time", "creation_time", "post_date", "post_time",
        "upload_date", "date_posted", "date_time", "datetime", "date_utc", "datetime_utc", "time_utc",
        "created_at_utc",
        "timestamp_ms", "timestamp_utc", "unix_time", "epoch", "post_created", "post_created_date",
        "date_created",
        "creation_date", "created_date", "publish_date", "publish_time", "published_date", "pub_date",
        "pubdate",
        "posted_on", "posted_time", "posted_date", "time_posted", "date_of_posting", "date_published",
        "posted", "date",
        "time", "created", "published", "zeit", "datum", "zeitpunkt", "zeitstempel", "veröffentlicht",
        "fecha", "hora",
        "data", "data_hora", "heure", "date_heure", "tijd",
      ]
    case .author:
      [
        "author", "username", "user_name", "user", "account", "account_name", "screen_name", "handle",
        "owner_username", "author_name", "author_id", "user_id", "owner", "creator", "channel",
        "page_name",
      ]
    case .count:
      [
        "likes", "num_likes", "like_count", "likes_count", "favorites", "favorite_count",
        "favourites", "comments", "num_comments", "comment_count", "comments_count", "replies",
        "reply_count", "num_replies", "shares", "num_shares", "share_count", "shares_count", "views",
        "num_views", "view_count", "views_count", "plays", "num_plays", "play_count",
        "video_view_count", "retweets", "retweet_count", "num_retweets", "reposts", "repost_count",
        "quotes", "quote_count", "reactions", "reaction_count", "saves", "bookmark_count", "score",
        "upvotes", "downvotes", "likes_num", "diggcount", "sharecount", "playcount", "commentcount",
      ]
    case .group:
      [
        "group", "thread_id", "part_of", "account_group", "campaign", "community", "condition",
        "country", "region", "site", "park", "location", "location_name", "language", "lang",
        "platform", "subreddit", "party", "topic", "query", "split",
      ]
    case .likesHidden: ["likes_hidden", "hidden_likes"]
    case .partialItem: ["partial_item"]
    }
  }

  /// A column name in small letters with each run of other signs as one `_`: `Time of Posting` is `time_of_posting`.
  package static func normalised(_ name: String) -> String {
    var result = ""
    for character in name.lowercased() {
      if character.isLetter || character.isNumber {
        result.append(character)
      } else if !result.isEmpty && result.last != "_" {
        result.append("_")
      }
    }
    if result.last == "_" { result.removeLast() }
    return result
  }
}
