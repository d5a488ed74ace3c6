extension Schema {
  /// Embeddings and tables of numbers that were made elsewhere.
  static let version8 = """
    CREATE TABLE feature_sets (
      feature_set INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      -- JSON: what each number is called; empty where they have no names.
      columns TEXT NOT NULL,
      dimension INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      source TEXT NOT NULL,
      imported_at TEXT NOT NULL
    );
    CREATE TABLE feature_rows (
      feature_row INTEGER PRIMARY KEY,
      feature_set INTEGER NOT NULL REFERENCES feature_sets ON DELETE CASCADE,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      -- Little-endian float32.
      vector BLOB NOT NULL,
      UNIQUE (feature_set, post)
    );
    CREATE INDEX feature_rows_by_post ON feature_rows (post);
    """
}
