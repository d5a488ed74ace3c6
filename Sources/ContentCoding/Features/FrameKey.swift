/// The key under which the cache keeps the feature of a video's frame: the video's SHA-256, `#`, and the frame's number.
///
/// So what is kept of a video is found by its bytes, and forgotten with it.
public enum FrameKey {
  /// The key of the frame `number`, from 0.
  public static func of(frame number: Int, ofVideo sha256: String) -> String { "\(sha256)#\(number)" }

  /// The SHA-256 of the file that a key of the cache belongs to: the key itself, where it is of a picture or a text.
  public static func file(of key: String) -> String {
    key.utf8.firstIndex(of: UInt8(ascii: "#")).map { String(key[..<$0]) } ?? key
  }
}
