import Tables

/// A table that a known tool writes, and what its columns are for where their names do not say it.
struct TableDialect: Sendable {
  /// As `--format` names it.
  let name: String
  /// What the table is, as in `CrowdTangle's table of Instagram`.
  let title: String
  /// The columns by which it is known, as ``ColumnRole/normalised(_:)`` gives them.
  let signs: Set<String>
  /// The columns of each role, by normalised names; of several the first that is there, of counts and pictures all.
  var roles: [ColumnRole: [String]] = [:]
  /// The column of file names that are ids too, where posts are files; their endings do not count.
  var files: String?

  /// The tools whose tables are known; the first whose signs are all there is taken.
  static let all = [
    TableDialect(
      name: "crowdtangle-instagram", title: "CrowdTangle's table of Instagram",
      signs: ["user_name", "followers_at_posting", "post_created", "total_interactions", "photo"],
      roles: [
        .id: ["url"], .text: ["description"], .author: ["user_name"], .image: ["photo"],
        .time: ["post_created"],
        .count: ["likes", "comments", "views", "followers_at_posting"],
      ]),
    TableDialect(
      name: "crowdtangle-facebook", title: "CrowdTangle's table of Facebook",
      signs: ["page_name", "user_name", "facebook_id", "post_created", "total_interactions"],
      roles: [
        .id: ["url"], .text: ["message"], .author: ["user_name"], .time: ["post_created"],
        .count: [
          "likes", "comments", "shares", "love", "wow", "haha", "sad", "angry", "care", "post_views",
          "total_views",
          "likes_at_posting", "followers_at_posting",
        ],
      ]),
    TableDialect(
      name: "meta-content-library", title: "Meta Content Library's table",
      signs: ["id", "creation_time", "post_owner_id"],
      roles: [
        .id: ["id"], .text: ["text"], .time: ["creation_time"],
        .author: ["post_owner_username", "post_owner_name", "post_owner_id"],
        .count: [
          "statistics_like_count", "statistics_share_count", "statistics_comment_count",
          "statistics_reaction_count",
          "statistics_views", "views_bucket_start", "statistics_love_count", "statistics_haha_count",
          "statistics_wow_count", "statistics_sad_count", "statistics_angry_count", "statistics_care_count",
        ],
      ]),
    TableDialect(
      name: "youtube-data-tools", title: "YouTube Data Tools' table of videos",
      signs: ["channelid", "videoid", "publishedat", "videotitle", "viewcount"],
      roles: [
        .id: ["videoid"], .text: ["videotitle"], .author: ["channeltitle"], .time: ["publishedat"],
        .image: ["thumbnail_maxres"],
        .count: ["viewcount", "likecount", "dislikecount", "favoritecount", "commentcount"],
      ]),
    TableDialect(
      name: "4cat", title: "4CAT's table",
      signs: ["id", "thread_id", "author", "body", "timestamp", "unix_timestamp"]),
    TableDialect(
      name: "pixplot", title: "PixPlot's metadata", signs: ["filename", "permalink", "description"],
      roles: [.image: ["filename"], .text: ["description"]], files: "filename"),
    TableDialect(
      name: "imagefolder", title: "the metadata of a Hugging Face imagefolder", signs: ["file_name"],
      roles: [.image: ["file_name"]], files: "file_name"),
  ]

  /// The dialect of a table with these columns; nil where none is known.
  static func known(in header: TableHeader) -> TableDialect? {
    let names = Set(header.names.map(ColumnRole.normalised))
    return all.first { $0.signs.isSubset(of: names) && $0.fits(names) }
  }

  /// A table that has ids of its own is no list of files.
  private func fits(_ names: Set<String>) -> Bool {
    files == nil || names.isDisjoint(with: ["id", "post_id", "item_id"])
  }

  /// The columns that a person named, and for the other roles those of the dialect.
  func choice(_ chosen: ColumnChoice, in header: TableHeader) -> ColumnChoice {
    var columns = chosen.columns
    for (role, wanted) in roles where columns[role] == nil {
      let found = wanted.compactMap { wanted in header.names.first { ColumnRole.normalised($0) == wanted } }
      guard let first = found.first else { continue }
      columns[role] = [ColumnRole.count, .image].contains(role) ? found : [first]
    }
    return ColumnChoice(columns)
  }
}
