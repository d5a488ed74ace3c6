import GRDB

/// The tables of `features.sqlite`, as a list of migrations that is only ever appended to.
enum FeatureSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("v1") { database in
      try database.execute(
        sql: """
          CREATE TABLE extractors (
            extractor INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            fingerprint TEXT NOT NULL UNIQUE
          );
          CREATE TABLE features (
            feature INTEGER PRIMARY KEY,
            extractor INTEGER NOT NULL REFERENCES extractors,
            sha256 TEXT NOT NULL,
            kind TEXT NOT NULL,
            vector BLOB,
            hash INTEGER,
            reason_code TEXT,
            reason TEXT,
            UNIQUE (extractor, sha256)
          );
          CREATE INDEX features_by_sha256 ON features (sha256);
          """)
    }
    return migrator
  }
}
