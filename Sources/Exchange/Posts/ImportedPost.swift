import ContentCoding
import Tables

/// A post as a file or folder gives it, with what else the file says of it.
public struct ImportedPost: Hashable, Sendable {
  /// The post.
  public var post: Post
  /// The part of the split `given` that the post is in, where the file says so.
  public var part: SplitPart?
  /// The gold category, where the post lies in a class folder.
  public var goldCategory: String?

  /// The fields that are to be emptied where the study has the post.
  public var cleared: Set<PostField>

  /// A post.
  public init(
    post: Post, part: SplitPart? = nil, goldCategory: String? = nil, cleared: Set<PostField> = []
  ) {
    (self.post, self.part, self.goldCategory, self.cleared) = (post, part, goldCategory, cleared)
  }

  /// A part of the split `given`.
  public enum SplitPart: String, CaseIterable, Sendable {
    case train
    case test
  }

  /// A post for each medium (`--split-media`).
  ///
  /// Their ids are `ID#1`, `ID#2`, ... and ``Post/partOf`` is the post's own. A post with fewer than two media stays as it
  /// is.
  public var splitByMedia: [ImportedPost] {
    if post.media.count < 2 { return [self] }
    return post.media.enumerated().map { place, media in
      var part = self
      part.post.id = "\(post.id)#\(place + 1)"
      part.post.partOf = post.id
      part.post.media = [media]
      return part
    }
  }
}

/// What an import of posts found, for its summary.
public struct PostsSummary: Equatable, Sendable {
  /// Posts handed on; with `--split-media` one a picture.
  public var posts = 0
  /// Pictures and videos.
  public var media = 0
  /// Posts without media.
  public var withoutMedia = 0
  /// Posts whose only media are addresses, which are not files.
  public var onlyAddresses = 0
  /// Media files that are not there now.
  public var missingFiles = 0
  /// The first 20 of them, as the table writes them.
  public var firstMissing: [String] = []
  /// Files of a folder that are no pictures, and links out of it.
  public var leftOut = 0
  /// Items that became no post, by the reason.
  public var skipped: [String: Int] = [:]
  /// Likes that the platform hid; they are missing, not 0.
  public var hiddenLikes = 0
  /// Posts whose text or author is NA without quotes.
  public var bareNA = 0
  /// The first column in which it is.
  public var firstBareNA: String?
  /// Cells of pictures or videos that hold data instead of paths; they are kept as columns.
  public var mediaAsData = 0
  /// The first column in which one is.
  public var firstMediaAsData: String?
  /// Whether a column of pictures or videos was found.
  public var hasMedia = true
  /// Whether a column of times was found.
  public var hasTimes = true
  /// Cells that are no time, or no single one; they are kept as columns.
  public var unreadableTimes = 0
  /// The first of them.
  public var firstUnreadableTime: String?
  /// Cells that are no count, or no single one; they are kept as columns.
  public var unreadableCounts = 0
  /// The first of them.
  public var firstUnreadableCount: String?
  /// What each column was taken for, a line each.
  public var columns: [String] = []
  /// The role of each column that was found to have one, such as `author` of `username`.
  public var roles: [String: String] = [:]
  /// What was put right in the file.
  public var notices: [TableNotice] = []

  /// Sentences for the person: only what needs to be known.
  public var remarks: [String] {
    var lines = notices.map(\.description)
    if !skipped.isEmpty {
      let reasons = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        "\($0.key) (\($0.value))"
      }
      lines.append("left out: \(reasons.joined(separator: ", "))")
    }
    if onlyAddresses > 0 {
      lines.append(
        "pictures are addresses, not files, in \(Figures.count(onlyAddresses, "post")); codeframe fetch-media downloads them"
      )
    }
    if missingFiles > 0 {
      lines.append(
        "\(Figures.count(missingFiles, "media file")) \(missingFiles == 1 ? "is" : "are") not there: \(enumerated(firstMissing, limit: 5))"
      )
    }
    if leftOut > 0 {
      lines.append("left out as no pictures, or links out of the folder: \(Figures.count(leftOut, "file"))")
    }
    if mediaAsData > 0 {
      lines.append(
        "\(quoted(firstMediaAsData ?? "")) holds data in place of paths in \(Figures.count(mediaAsData, "post")), and is kept as a column; write the paths "
          + "alone, several joined by |")
    }
    if !hasMedia {
      lines.append("no column of pictures or videos was found; name it with --image COLUMN if there is one")
    }
    if !hasTimes { lines.append("no column of times was found; name it with --time COLUMN if there is one") }
    if hiddenLikes > 0 {
      lines.append(
        "likes are hidden in \(Figures.count(hiddenLikes, "post")), and missing there, not 0")
    }
    if bareNA > 0 {
      lines.append(
        "\(Figures.count(bareNA, "post")) \(bareNA == 1 ? "has" : "have") NA without quotes in \(quoted(firstBareNA ?? "")), as R writes a missing "
          + "value; it is read as none; "
          + "write \"NA\" in quotes where it is text")
    }
    if unreadableTimes > 0 {
      lines.append(
        "\(Figures.count(unreadableTimes, "time")) could not be read, or could be two, such as \(quoted(firstUnreadableTime ?? "")), and "
          + "\(unreadableTimes == 1 ? "is" : "are") kept as a column; write times as 2024-01-31 12:00")
    }
    if unreadableCounts > 0 {
      lines.append(
        "\(Figures.count(unreadableCounts, "count")) could not be read, or could be two, such as \(quoted(firstUnreadableCount ?? "")), and "
          + "\(unreadableCounts == 1 ? "is" : "are") kept as a column")
    }
    return lines
  }

  mutating func count(_ imported: ImportedPost) {
    posts += 1
    media += imported.post.media.count
    if imported.post.media.isEmpty { withoutMedia += 1 }
  }
}
