extension Schema {
  static let version1 = """
    PRAGMA application_id = \(applicationID);

    CREATE TABLE posts (
      post INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      text TEXT NOT NULL,
      author TEXT,
      time TEXT,
      columns TEXT NOT NULL,
      counts TEXT NOT NULL,
      part_of TEXT
    );
    CREATE INDEX posts_by_author ON posts (author) WHERE author IS NOT NULL;
    CREATE INDEX posts_by_whole ON posts (part_of) WHERE part_of IS NOT NULL;

    CREATE TABLE media (
      media INTEGER PRIMARY KEY,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      sha256 TEXT,
      size INTEGER,
      modified INTEGER,
      UNIQUE (post, position)
    );
    CREATE INDEX media_by_path ON media (path);
    CREATE INDEX media_by_sha256 ON media (sha256) WHERE sha256 IS NOT NULL;

    CREATE TABLE tombstones (
      kind TEXT NOT NULL,
      pseudonym TEXT NOT NULL,
      forgotten_at TEXT NOT NULL,
      PRIMARY KEY (kind, pseudonym)
    ) WITHOUT ROWID;

    CREATE TABLE codebooks (
      fingerprint TEXT PRIMARY KEY,
      text TEXT NOT NULL,
      first_used_at TEXT NOT NULL
    );

    CREATE TABLE coders (
      coder INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      configuration TEXT
    );

    CREATE TABLE runs (
      run TEXT PRIMARY KEY,
      coder TEXT NOT NULL,
      coder_kind TEXT NOT NULL,
      configuration TEXT NOT NULL,
      configuration_text TEXT NOT NULL,
      codebook TEXT NOT NULL,
      models TEXT NOT NULL,
      seed TEXT NOT NULL,
      version TEXT NOT NULL,
      started_at TEXT NOT NULL,
      ended_at TEXT,
      state TEXT NOT NULL,
      seconds REAL NOT NULL,
      coded INTEGER NOT NULL,
      abstained INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      extracted INTEGER NOT NULL,
      cost_usd REAL,
      stages TEXT NOT NULL,
      lease_host TEXT,
      lease_process INTEGER,
      lease_heartbeat TEXT
    );
    CREATE INDEX runs_by_coder ON runs (coder, configuration);

    CREATE TABLE origins (
      origin INTEGER PRIMARY KEY,
      coder INTEGER NOT NULL REFERENCES coders,
      coder_kind TEXT NOT NULL,
      run TEXT,
      configuration TEXT,
      codebook TEXT NOT NULL
    );
    CREATE INDEX origins_by_run ON origins (run);

    CREATE TABLE codings (
      coding INTEGER PRIMARY KEY,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      variable TEXT NOT NULL,
      coder INTEGER NOT NULL REFERENCES coders,
      origin INTEGER NOT NULL REFERENCES origins,
      status TEXT NOT NULL,
      type TEXT,
      value TEXT,
      confidence REAL,
      reason_code TEXT,
      reason TEXT,
      scores TEXT,
      cost_usd REAL,
      details TEXT,
      fold INTEGER,
      coded_at TEXT NOT NULL,
      UNIQUE (post, variable, coder)
    );
    CREATE INDEX codings_by_coder ON codings (coder, variable, origin, status);

    CREATE TABLE coding_history (
      history INTEGER PRIMARY KEY,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      variable TEXT NOT NULL,
      coder INTEGER NOT NULL REFERENCES coders,
      origin INTEGER NOT NULL REFERENCES origins,
      status TEXT NOT NULL,
      type TEXT,
      value TEXT,
      confidence REAL,
      reason_code TEXT,
      reason TEXT,
      scores TEXT,
      cost_usd REAL,
      details TEXT,
      fold INTEGER,
      coded_at TEXT NOT NULL,
      replaced_at TEXT NOT NULL
    );
    CREATE INDEX coding_history_by_post ON coding_history (post, variable, coder);
    CREATE INDEX coding_history_by_origin ON coding_history (origin);

    CREATE TABLE fold_sets (
      fold_set INTEGER PRIMARY KEY CHECK (fold_set = 1),
      folds INTEGER NOT NULL
    );
    CREATE TABLE folds (
      post INTEGER PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
      fold INTEGER NOT NULL
    );

    CREATE TABLE splits (
      split TEXT NOT NULL,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      part TEXT NOT NULL,
      PRIMARY KEY (split, post)
    ) WITHOUT ROWID;
    CREATE INDEX splits_by_post ON splits (post);

    CREATE TABLE samples (
      sample TEXT PRIMARY KEY,
      design TEXT NOT NULL,
      drawn_at TEXT NOT NULL
    );
    CREATE TABLE sample_posts (
      sample TEXT NOT NULL REFERENCES samples ON DELETE CASCADE,
      post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
      probability REAL,
      PRIMARY KEY (sample, post)
    ) WITHOUT ROWID;
    CREATE INDEX sample_posts_by_post ON sample_posts (post);

    CREATE TABLE heads (
      coder TEXT NOT NULL,
      configuration TEXT NOT NULL,
      data BLOB NOT NULL,
      trained_at TEXT NOT NULL,
      gold TEXT NOT NULL,
      summary TEXT NOT NULL,
      PRIMARY KEY (coder, configuration)
    );

    CREATE TABLE study_keys (
      name TEXT PRIMARY KEY,
      key BLOB NOT NULL
    );

    CREATE VIEW current_codings AS
    SELECT posts.id AS post_id, codings.variable, codings.value, codings.confidence, codings.status,
      codings.reason_code || CASE coalesce(codings.reason, '') WHEN '' THEN '' ELSE ': ' || codings.reason END
        AS reason,
      coders.name AS coder, origins.coder_kind, origins.run, origins.codebook, codings.fold, codings.coded_at,
      codings.cost_usd, codings.details, codings.scores
    FROM codings
    JOIN posts ON posts.post = codings.post
    JOIN coders ON coders.coder = codings.coder
    JOIN origins ON origins.origin = codings.origin
    WHERE origins.configuration IS coders.configuration;
    """
}
