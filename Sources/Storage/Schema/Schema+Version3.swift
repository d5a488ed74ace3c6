extension Schema {
  /// What is found without labels: clusterings, maps, duplicates, and pairs of posts that people judge; and what a sample is
  /// drawn for.
  static let version3 = """
    CREATE TABLE clusterings (
      clustering TEXT PRIMARY KEY,
      run TEXT NOT NULL,
      recipe TEXT NOT NULL,
      figures TEXT NOT NULL,
      made_at TEXT NOT NULL
    );
    CREATE TABLE cluster_posts (
      clustering TEXT NOT NULL REFERENCES clusterings ON DELETE CASCADE,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      cluster INTEGER,
      distance REAL,
      silhouette REAL,
      PRIMARY KEY (clustering, post)
    ) WITHOUT ROWID;
    CREATE INDEX cluster_posts_by_post ON cluster_posts (post);

    CREATE TABLE maps (
      map TEXT PRIMARY KEY,
      recipe TEXT NOT NULL,
      made_at TEXT NOT NULL
    );
    CREATE TABLE map_posts (
      map TEXT NOT NULL REFERENCES maps ON DELETE CASCADE,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      x REAL NOT NULL,
      y REAL NOT NULL,
      PRIMARY KEY (map, post)
    ) WITHOUT ROWID;
    CREATE INDEX map_posts_by_post ON map_posts (post);

    CREATE TABLE duplicate_groups (
      duplicate_group INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      marked_at TEXT NOT NULL
    );
    CREATE TABLE duplicate_posts (
      post INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
      duplicate_group INTEGER NOT NULL REFERENCES duplicate_groups ON DELETE CASCADE,
      is_kept INTEGER NOT NULL
    );
    CREATE INDEX duplicate_posts_by_group ON duplicate_posts (duplicate_group);

    CREATE TABLE pair_samples (
      sample TEXT PRIMARY KEY,
      clustering TEXT,
      design TEXT NOT NULL,
      seed TEXT,
      drawn_at TEXT NOT NULL
    );
    CREATE TABLE pairs (
      sample TEXT NOT NULL REFERENCES pair_samples ON DELETE CASCADE,
      number INTEGER NOT NULL,
      first INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      second INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      is_within INTEGER NOT NULL,
      cluster INTEGER,
      probability REAL,
      PRIMARY KEY (sample, number)
    ) WITHOUT ROWID;
    CREATE INDEX pairs_by_first ON pairs (first);
    CREATE INDEX pairs_by_second ON pairs (second);
    CREATE TABLE pair_codings (
      sample TEXT NOT NULL,
      number INTEGER NOT NULL,
      coder TEXT NOT NULL,
      belong INTEGER NOT NULL,
      coded_at TEXT NOT NULL,
      PRIMARY KEY (sample, number, coder),
      FOREIGN KEY (sample, number) REFERENCES pairs (sample, number) ON DELETE CASCADE
    ) WITHOUT ROWID;

    ALTER TABLE samples ADD COLUMN is_purposive INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE samples ADD COLUMN seed TEXT;
    ALTER TABLE sample_posts ADD COLUMN stratum TEXT;
    """
}
