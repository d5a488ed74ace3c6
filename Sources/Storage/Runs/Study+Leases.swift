import ContentCoding
import Foundation
import GRDB

extension Study {
  /// Starts `run`, or goes on with it where the study has it already, and holds it under `lease`.
  ///
  /// Other runs of the coder whose holder is gone become interrupted. The coder's newest configuration is the run's.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - lease: who holds it.
  ///   - isNewest: whether the run's configuration becomes the coder's newest, to which its current codings belong.
  /// - Returns: the run as it stands, running.
  /// - Throws: ``StorageError/runHeld(coder:run:host:process:)`` while a live process holds a run of this coder.
  public func acquire(_ run: Run, lease: Lease, isNewest: Bool = true) throws -> Run {
    try acquire(run, lease: lease, isNewest: isNewest, isAlive: Lease.isAlive)
  }

  func acquire(
    _ run: Run, lease: Lease, isNewest: Bool = true, isAlive: (Int32) -> Bool
  ) throws -> Run {
    try write { database in
      let held = try Row.fetchAll(
        database, sql: "SELECT * FROM runs WHERE coder = ? AND lease_host IS NOT NULL",
        arguments: [run.coder.name])
      for row in held {
        let holder = try Lease(stored: row)
        guard holder.isStale(at: lease.heartbeat, seenFrom: lease.host, isAlive: isAlive) else {
          throw StorageError.runHeld(
            coder: run.coder.name, run: try row.value("run"), host: holder.host, process: holder.process)
        }
        try release(try row.value("run"), state: .interrupted, at: nil, in: database)
      }
      try database.execute(
        sql: """
          INSERT INTO coders (name, kind, configuration) VALUES (?, ?, ?)
          ON CONFLICT (name) DO
          \(isNewest ? "UPDATE SET kind = excluded.kind, configuration = excluded.configuration" : "NOTHING")
          """, arguments: [run.coder.name, run.coder.kind.rawValue, run.configuration.hex])
      try insert(run, into: database)
      try database.execute(
        sql: """
          UPDATE runs SET state = 'running', ended_at = NULL, lease_host = ?, lease_process = ?,
            lease_heartbeat = ? WHERE run = ?
          """,
        arguments: [lease.host, lease.process, StoredTime.clamped(lease.heartbeat), run.id])
      let row = try Row.fetchOne(database, sql: "SELECT * FROM runs WHERE run = ?", arguments: [run.id])
      guard let row else { throw StorageError.unknownRun(run.id) }
      return try self.run(row)
    }
  }

  /// Records how far the run is and that its holder lives.
  ///
  /// - Throws: ``StorageError/leaseLost(run:)`` where another process has taken the run over.
  public func beat(_ run: Run, lease: Lease) throws {
    try write { database in
      try database.execute(
        sql: """
          UPDATE runs SET seconds = ?, coded = ?, abstained = ?, failed = ?, extracted = ?, cost_usd = ?,
            stages = ?, joules = ?, is_energy_estimated = ?, lease_heartbeat = ?
          WHERE run = ? AND lease_host = ? AND lease_process = ?
          """,
        arguments: [
          run.seconds, run.tally.coded, run.tally.abstained, run.tally.failed, run.tally.extracted,
          run.tally.cost, JSONText.text(of: run.stages), run.energy?.joules, run.energy?.isEstimated,
          StoredTime.clamped(lease.heartbeat), run.id,
          lease.host,
          lease.process,
        ])
      guard database.changesCount > 0 else { throw StorageError.leaseLost(run: run.id) }
    }
  }

  /// Records the run's last state and lets it go.
  ///
  /// - Parameters:
  ///   - run: the run with its final counts.
  ///   - lease: under which it is held.
  ///   - state: `done`, or `interrupted` for a run that can be gone on with.
  ///   - date: when it ended.
  /// - Throws: ``StorageError/leaseLost(run:)`` where another process has taken the run over.
  public func finish(_ run: Run, lease: Lease, state: Run.State, at date: Date) throws {
    try beat(run, lease: lease)
    try write { try release(run.id, state: state, at: date, in: $0) }
  }

  /// Takes an interrupted run away that left nothing.
  public func discard(run id: String) throws {
    try write { database in
      try database.execute(
        sql: """
          DELETE FROM runs WHERE run = ? AND state = 'interrupted'
            AND NOT EXISTS (SELECT 1 FROM origins WHERE origins.run = runs.run)
            AND NOT EXISTS (SELECT 1 FROM clusterings WHERE clusterings.run = runs.run)
          """, arguments: [id])
    }
  }

  private func release(_ id: String, state: Run.State, at date: Date?, in database: Database) throws {
    try database.execute(
      sql: """
        UPDATE runs SET state = ?, ended_at = ?, lease_host = NULL, lease_process = NULL,
          lease_heartbeat = NULL WHERE run = ?
        """, arguments: [state.rawValue, date.map(StoredTime.clamped), id])
  }

  private func insert(_ run: Run, into database: Database) throws {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO runs (run, coder, coder_kind, configuration, configuration_text, codebook, models, seed,
          version, started_at, state, seconds, coded, abstained, failed, extracted, cost_usd, stages)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.id, run.coder.name, run.coder.kind.rawValue, run.configuration.hex, run.configurationText,
        run.codebook.hex, JSONText.text(of: run.models), String(run.seed), run.version,
        StoredTime.clamped(run.startedAt), run.state.rawValue, run.seconds, run.tally.coded,
        run.tally.abstained,
        run.tally.failed, run.tally.extracted, run.tally.cost, JSONText.text(of: run.stages),
      ])
  }
}
