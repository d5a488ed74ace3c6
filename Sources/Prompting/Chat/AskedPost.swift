/// The post that a task asks about, so that whoever keeps its answers can forget them with it.
public enum AskedPost {
  /// The post's id; nil where no post is asked about.
  @TaskLocal public static var id: String?
}
