/// A picture or a video that belongs to a post.
public struct Media: Codable, Hashable, Sendable {
  /// Where the file lies: absolute, or relative to the study folder.
  public var path: String
  /// Lower-case hexadecimal SHA-256 of the file's bytes; nil until they were first read.
  public var sha256: String?
  /// Size and modification time when ``sha256`` was taken, so that a changed file is noticed without reading it.
  public var stamp: FileStamp?

  /// A media record.
  public init(path: String, sha256: String? = nil, stamp: FileStamp? = nil) {
    self.path = path
    self.sha256 = sha256
    self.stamp = stamp
  }
}

/// What a file system says of a file without reading it.
public struct FileStamp: Codable, Hashable, Sendable {
  /// Size in bytes.
  public var size: Int64
  /// Time of the last change, in nanoseconds since 1970.
  public var modified: Int64

  /// A stamp.
  public init(size: Int64, modified: Int64) {
    self.size = size
    self.modified = modified
  }
}
