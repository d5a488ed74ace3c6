extension Schema {
  /// Rounds of teaching: which posts were chosen for what they teach, and how far the coder was when they were.
  static let version7 = """
    CREATE TABLE teaching_rounds (
      round INTEGER PRIMARY KEY,
      coder TEXT NOT NULL,
      strategy TEXT NOT NULL,
      sample TEXT NOT NULL,
      people TEXT NOT NULL,
      posts INTEGER NOT NULL,
      random_share REAL NOT NULL,
      learned INTEGER NOT NULL,
      figures TEXT NOT NULL,
      made_at TEXT NOT NULL
    );
    """
}
