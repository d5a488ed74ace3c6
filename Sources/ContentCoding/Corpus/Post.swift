import Foundation

/// The unit of coding: what one account published at one time.
public struct Post: Codable, Hashable, Sendable, Identifiable {
  /// The id that the researcher knows the post by; unique in a study.
  public var id: String
  /// Caption or body; empty where the post has none.
  public var text: String
  /// The account that published it, where known.
  public var author: String?
  /// When it was published, in UTC, where known.
  public var time: Date?
  /// Further columns of the imported table, by header.
  public var columns: [String: String]
  /// Likes, comments and other counts by name.
  ///
  /// A count that the platform hid is absent, never 0.
  public var counts: [String: Double]
  /// Pictures and videos, in the order of the post.
  public var media: [Media]
  /// The id of the post that this one is a picture of (`--split-media`).
  public var partOf: String?
  /// What coders say of the post, where a coder of the study reads it; a study gives it with the post and keeps it elsewhere.
  public var codings: [CodingReference: String] = [:]

  /// A post; everything but the id may be left out.
  public init(
    id: String, text: String = "", author: String? = nil, time: Date? = nil, columns: [String: String] = [:],
    counts: [String: Double] = [:], media: [Media] = [], partOf: String? = nil
  ) {
    self.id = id
    self.text = text
    self.author = author
    self.time = time
    self.columns = columns
    self.counts = counts
    self.media = media
    self.partOf = partOf
  }

  private enum CodingKeys: CodingKey { case id, text, author, time, columns, counts, media, partOf }

  /// The value that `group-by: name` groups this post by; nil where the post has none.
  ///
  /// `account` and `author` mean the post's author, any other name one of its further columns.
  public func groupValue(of name: String) -> String? {
    if ["author", "account"].contains(name.lowercased()), let author { return author }
    return columns[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
