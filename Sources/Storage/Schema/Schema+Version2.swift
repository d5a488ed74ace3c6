extension Schema {
  /// What prompted coders pay for.
  static let version2 = """
    CREATE TABLE paid_answers (
      endpoint TEXT NOT NULL,
      request TEXT NOT NULL,
      repetition INTEGER NOT NULL,
      reply TEXT NOT NULL,
      cost_usd REAL,
      is_counted INTEGER NOT NULL,
      answered_at TEXT NOT NULL,
      PRIMARY KEY (endpoint, request, repetition)
    ) WITHOUT ROWID;

    CREATE TABLE asked_posts (
      endpoint TEXT NOT NULL,
      request TEXT NOT NULL,
      repetition INTEGER NOT NULL,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      PRIMARY KEY (post, endpoint, request, repetition)
    ) WITHOUT ROWID;
    CREATE INDEX asked_posts_by_request ON asked_posts (endpoint, request, repetition);

    CREATE TABLE endpoints (
      endpoint TEXT NOT NULL,
      model TEXT NOT NULL,
      capabilities TEXT NOT NULL,
      found_at TEXT NOT NULL,
      PRIMARY KEY (endpoint, model)
    ) WITHOUT ROWID;

    CREATE TABLE batches (
      endpoint TEXT NOT NULL,
      batch TEXT NOT NULL,
      coder TEXT NOT NULL,
      is_taken INTEGER NOT NULL,
      submitted_at TEXT NOT NULL,
      description TEXT NOT NULL,
      PRIMARY KEY (endpoint, batch)
    ) WITHOUT ROWID;
    CREATE INDEX batches_by_coder ON batches (coder, submitted_at);
    """
}
