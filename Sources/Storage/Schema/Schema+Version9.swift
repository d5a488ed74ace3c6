extension Schema {
  /// What was extracted from pictures into columns of posts, and by what.
  static let version9 = """
    CREATE TABLE extractions (
      extraction TEXT PRIMARY KEY,
      extractor TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      columns TEXT NOT NULL,
      posts INTEGER NOT NULL,
      seconds REAL NOT NULL,
      version TEXT NOT NULL,
      made_at TEXT NOT NULL
    );
    """
}
