extension Schema {
  /// Who is to code which posts in which order, and what people remark beside their codings.
  static let version6 = """
    CREATE TABLE assignments (
      coder TEXT NOT NULL,
      sample TEXT NOT NULL REFERENCES samples ON DELETE CASCADE,
      place INTEGER NOT NULL,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      is_overlap INTEGER NOT NULL,
      done_at TEXT,
      PRIMARY KEY (coder, sample, place),
      UNIQUE (coder, sample, post)
    ) WITHOUT ROWID;
    CREATE INDEX assignments_by_post ON assignments (post);
    CREATE INDEX assignments_by_sample ON assignments (sample);
    CREATE TABLE remarks (
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      coder TEXT NOT NULL,
      comment TEXT NOT NULL,
      is_flagged INTEGER NOT NULL,
      saves INTEGER NOT NULL,
      written_at TEXT NOT NULL,
      PRIMARY KEY (post, coder)
    ) WITHOUT ROWID;
    """
}
